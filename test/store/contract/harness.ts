import { afterEach } from '@jest/globals'
import type { Page, PageRequest } from '../../../src/domain/page.js'
import type { Store } from '../../../src/store/ports.js'

/** An adapter's store, empty at first. */
export interface OpenedStore {
  readonly store: Store
  /** Closes the store and opens it again on the same data. */
  reopen(): Promise<Store>
  /** Closes it, if it is not closed yet, and takes its data away. */
  dispose(): Promise<void>
}
export type OpenStore = () => Promise<OpenedStore>

/** `open` for tests: what a test opened is disposed of after it. */
export function disposing(open: OpenStore): OpenStore {
  const opened: OpenedStore[] = []
  afterEach(async () => {
    for (const each of opened.splice(0)) await each.dispose()
  })
  return async () => {
    const each = await open()
    opened.push(each)
    return each
  }
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

/** All pages of a list, one after another; `between` runs before each page but the first. */
export async function pageThrough<T>(
  list: (page: PageRequest) => Promise<Page<T>>,
  first: number,
  between: (pagesSoFar: number) => Promise<unknown> = async () => {},
): Promise<Page<T>[]> {
  const pages: Page<T>[] = []
  let after: string | null = null
  do {
    if (pages.length > 0) await between(pages.length)
    const page: Page<T> = await list({ first, after })
    pages.push(page)
    after = page.hasNextPage ? (page.items.at(-1)?.cursor ?? null) : null
  } while (after !== null)
  return pages
}

export function nodesOf<T>(pages: readonly Page<T>[]): T[] {
  return pages.flatMap(page => page.items.map(item => item.node))
}
