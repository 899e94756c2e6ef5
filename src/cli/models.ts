import { Command } from 'commander'
import { printJson, printLine, table } from './print.js'
import { readAnew } from './read-anew.js'
import { type SettingFlags, storeCommand, withApp } from './session.js'
import { type Metric, MODEL_FIELDS } from './train.js'

interface ListedModel {
  version: string
  active: boolean
  trainedAt: string
  songCount: number
  userCount: number
  reviewCount: number
  metrics: Metric[]
}

export function models(): Command {
  return new Command('models')
    .description('lists trained models, and goes back to an earlier one')
    .addCommand(list())
    .addCommand(activate())
    .addHelpText('after', '\nExample:\n  $ linernotes models list')
}

function list(): Command {
  return storeCommand('list', 'newest first; * is the active one', 'models list').action(
    ({ json, ...flags }: SettingFlags & { json?: boolean }) =>
      withApp(flags, async app => {
        const { models } = await app.query<{ models: ListedModel[] }>(`{ models(first: 100) { ${MODEL_FIELDS} } }`)
        if (json) return printJson(models)
        if (models.length === 0) return printLine('No model yet. `linernotes train` makes one.')
        for (const line of table([HEAD, ...models.map(row)])) printLine(line)
      }),
  )
}

const HEAD = ['', 'version', 'trained', 'songs', 'users', 'reviews', 'ndcg@20']

function row(model: ListedModel): (string | number)[] {
  const ndcg = model.metrics.find(({ model, name }) => model === 'mlp' && name === 'ndcg@20')
  const { version, trainedAt, songCount, userCount, reviewCount } = model
  const figures = [songCount, userCount, reviewCount, ndcg?.value.toFixed(4) ?? '']
  return [model.active ? '*' : '', version, trainedAt.slice(0, 16).replace('T', ' '), ...figures]
}

function activate(): Command {
  return storeCommand('activate', 'serves this model from now on, also in running servers', 'models activate <version>')
    .argument('<version>', 'as `models list` shows it')
    .action((version: string, { json, ...flags }: SettingFlags & { json?: boolean }) =>
      withApp(flags, async (app, stop) => {
        await app.services.models.activate(version)
        await readAnew(app, stop)
        const { model } = await app.query<{ model: ListedModel }>(`{ model { ${MODEL_FIELDS} } }`)
        if (json) printJson(model)
        else printLine(`Model ${version} is active.`)
      }),
    )
}
