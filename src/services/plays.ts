import { NotFoundError } from '../domain/errors.js'
import { checkPlay } from '../domain/input.js'
import type { Store } from '../store/ports.js'
import { checkEach, rejection } from './batch.js'
import type { CatalogueView } from './catalogue-view.js'
import { pageRequest } from './paging.js'
import type { PlayService } from './services.js'

export function playService({
  store: { plays },
  view,
  now,
}: {
  store: Pick<Store, 'plays'>
  view: Pick<CatalogueView, 'played'>
  now: () => Date
}): PlayService {
  return {
    async record(input) {
      const { accepted, rejected } = checkEach(input, 'input', checkPlay)
      const at = now()
      const outcomes = await plays.record(accepted.map(({ value }) => ({ ...value, playedAt: value.playedAt ?? at })))
      const played = accepted.filter((_, row) => outcomes[row] === 'recorded').map(({ value }) => value.songId)
      view.played(played)
      const unknown = accepted
        .filter((_, row) => outcomes[row] === 'unknownSong')
        .map(({ index, value }) => rejection(index, new NotFoundError('song', value.songId)))
      return {
        recorded: played.length,
        repeated: outcomes.filter(outcome => outcome === 'repeated').length,
        rejected: [...rejected, ...unknown].sort((a, b) => a.index - b.index),
      }
    },
    pageOfUser: async (userId, page) => plays.pageOfUser(userId, pageRequest(page)),
  }
}
