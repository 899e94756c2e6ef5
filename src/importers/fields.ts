import { instantOf } from './instant.js'

/** What a column holds, where a CSV field can only hold text. */
export type ColumnKind = 'text' | 'number' | 'instant' | 'list' | 'attributes'

/**
 * The value of a CSV field, for a check to judge: what does not read as its kind stays the text that it was, so that the
 * check names it. An empty field is null. Lists are joined by `|`, attributes are `name=value` joined by `|`.
 */
export function valueOfField(kind: ColumnKind, field: string): unknown {
  if (field === '') return null
  switch (kind) {
    case 'text':
      return field
    case 'number':
      return numberOf(field)
    case 'instant':
      return instantOf(field) ?? field
    case 'list':
      return field.split('|').filter(part => part !== '')
    case 'attributes':
      return field.split('|').map(attributeOf)
  }
}

/** The value of a JSON field: JSON has all kinds but instants. */
export function valueOfJson(kind: ColumnKind, value: unknown): unknown {
  return kind === 'instant' && typeof value === 'string' ? (instantOf(value) ?? value) : value
}

/** A decimal number; null for a field that is empty or not there; any other text as it is. */
export function numberOf(field: string | undefined): number | string | null {
  if (field === undefined || field === '') return null
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(field) ? Number(field) : field
}

/** Split at the last `=`: a name may contain one. */
function attributeOf(part: string): { name: string; value: unknown } {
  const at = part.lastIndexOf('=')
  return at < 0 ? { name: part, value: null } : { name: part.slice(0, at), value: numberOf(part.slice(at + 1)) }
}
