/** A noncharacter of Unicode, with which no text of a person begins. */
const MARK = '\ufdd0'

/** `value` with every text as BSON can hold it: UTF-8 has no half surrogate pairs, which reviews may have; JSON has. */
export function storable<T>(value: T): T {
  return mapTexts(value, text => (text.isWellFormed() && !text.startsWith(MARK) ? text : MARK + JSON.stringify(text)))
}

/** What `storable` was given. */
export function asGiven<T>(value: T): T {
  return mapTexts(value, text => (text.startsWith(MARK) ? JSON.parse(text.slice(MARK.length)) : text))
}

function mapTexts<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T
  if (Array.isArray(value)) return value.map(each => mapTexts(each, change)) as T
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mapTexts(part, change)])) as T
}
