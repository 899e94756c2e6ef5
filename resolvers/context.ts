import type { Services } from '../src/services/services.js'

/** What every resolver is given. One value serves all requests: nothing in it belongs to a request. */
export interface Context {
  readonly services: Services
}
