/** `T` as it is stored: the dates `K` in ms since 1970. */
export type Dated<T, K extends keyof T> = Omit<T, K> & { readonly [P in K]: T[P] extends Date ? number : number | null }

export function dated<T extends object, K extends keyof T>(value: T, keys: readonly K[]): Dated<T, K> {
  return convert(value, keys, date => (date as Date).getTime()) as Dated<T, K>
}

/** A date that a record of an earlier version lacks is that of 1970. */
export function undated<T extends object, K extends keyof T>(record: Dated<T, K>, keys: readonly K[]): T {
  return convert(record as T, keys, time => new Date((time as number | undefined) ?? 0)) as T
}

function convert<T extends object>(value: T, keys: readonly (keyof T)[], to: (part: unknown) => unknown): object {
  const converted: { [K in keyof T]?: unknown } = { ...value }
  for (const key of keys) converted[key] = value[key] === null ? null : to(value[key])
  return converted
}
