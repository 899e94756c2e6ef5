// Writes the tree of canonical aspects into docs/music-aspects.md, between its two marks.
import { readFileSync, writeFileSync } from 'node:fs'

const { aspects } = JSON.parse(readFileSync(new URL('../nlp/data/aspects.json', import.meta.url), 'utf8'))
const page = new URL('../docs/music-aspects.md', import.meta.url)
const rows = parent =>
  aspects
    .filter(aspect => aspect.parent === parent)
    .map(({ name, synonyms, loose = '' }) => {
      const examples = [...synonyms.slice(0, 3), ...loose.split(' ').slice(0, 2)].filter(Boolean).join(', ')
      return `| ${parent ?? ''} | ${name} | ${synonyms.length + loose.split(' ').filter(Boolean).length} | ${examples} |\n${rows(name)}`
    })
    .join('')
const table = `| parent | aspect | words | such as |\n|---|---|---|---|\n${rows(null)}`
const text = readFileSync(page, 'utf8').replace(
  /(<!-- aspects -->\n)[\s\S]*(<!-- end -->)/,
  (_, from, to) => `${from}${table}${to}`,
)
writeFileSync(page, text)
