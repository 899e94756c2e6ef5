import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
// @ts-expect-error: a script without types
import { blocksOf, TABLES, tableOf, withBlock } from '../../scripts/evaluation-tables.mjs'

test('a block is replaced, the rest stays', () => {
  const page = 'a\n<!-- begin:x -->\nold\n<!-- end:x -->\nb\n'
  expect(withBlock(page, 'x', 'new')).toBe('a\n<!-- begin:x -->\nnew\n<!-- end:x -->\nb\n')
  expect(blocksOf(page)).toEqual(['x'])
  expect(() => withBlock(page, 'y', 'new')).toThrow('the page has no lines <!-- begin:y -->')
})

test('every block of the page has its measurements', () => {
  const blocks = blocksOf(readFileSync('docs/evaluation.md', 'utf8'))
  expect(blocks.length).toBeGreaterThan(0)
  expect(Object.keys(TABLES)).toEqual(expect.arrayContaining(blocks))
})

test('a row for each model; a missing metric is an empty cell', () => {
  const report = { data: { test: 7 }, models: { shipped: { auc: 0.5 } } }
  expect(tableOf(['auc', 'spearman'], [{ label: 'some', report }]).split('\n')).toEqual([
    '| data | model | test | auc | spearman |',
    '|---|---|---|---|---|',
    '| some | `shipped` | 7 | .5000 |  |',
  ])
})
