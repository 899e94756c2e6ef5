/** `seeds/data/` of the checkout, from the source as from `dist/seeds/`, where the data are not copied to. */
export const SEED_DATA: URL = new URL(
  import.meta.url.includes('/dist/seeds/') ? '../../seeds/data/' : './data/',
  import.meta.url,
)
