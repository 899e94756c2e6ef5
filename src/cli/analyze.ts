import { Command, Option } from 'commander'
import { compare } from './compare.js'
import { write } from './print.js'
import { dataDir, json, type SettingFlags } from './session.js'

interface AnalyzeFlags extends SettingFlags {
  readonly compare?: string
  readonly json?: boolean
}

export function analyze(): Command {
  return new Command('analyze')
    .description(
      'reads texts from stdin, one a line, and prints a ReviewAnalysis as JSON for each, also for empty ones; ' +
        'or says which stored reviews another lexicon would read differently',
    )
    .addOption(
      new Option('--compare <lexicon>', 'print what this lexicon would change of the stored reviews; writes nothing'),
    )
    .addOption(dataDir())
    .addOption(json())
    .addHelpText(
      'after',
      `\nExamples:\n  $ echo "The vocals are gorgeous, the mix is muddy." | linernotes analyze\n  $ linernotes analyze --compare ./lexicon.json`,
    )
    .action(async ({ compare: lexicon, json, ...flags }: AnalyzeFlags, command: Command) => {
      if (lexicon !== undefined) return compare(lexicon, flags, json === true)
      if (flags.dataDir !== undefined)
        command.error("error: option '--data-dir' belongs to '--compare': texts from stdin need no store")
      const { analyze } = await import('../app.js')
      for await (const line of linesOf(process.stdin)) await write(`${JSON.stringify(analyze(line))}\n`)
    })
}

/**
 * Lines end with LF or CRLF, and nothing else that Unicode calls a line break, so that line n of the output is of line
 * n of the input. Bytes that are not UTF-8 become U+FFFD. The last line may lack its end.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    const lines = decoder.decode(chunk, { stream: true }).split('\n')
    lines[0] = rest + lines[0]
    rest = lines.pop() ?? ''
    for (const line of lines) yield withoutReturn(line)
  }
  rest += decoder.decode()
  if (rest !== '') yield withoutReturn(rest)
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}
