import 'reflect-metadata'
import type { GraphQLSchema } from 'graphql'
import { buildSchemaSync } from 'type-graphql'
import { AspectResolver, CatalogueResolver } from './catalogue.resolver.js'
import { ModelResolver } from './model.resolver.js'
import { PlayResolver } from './play.resolver.js'
import { QuoteResolver } from './quote.resolver.js'
import { RecommendationResolver, SimilarSongResolver } from './recommendation.resolver.js'
import { ReviewResolver } from './review.resolver.js'
import { SongResolver } from './song.resolver.js'
import { AspectSummaryResolver, SongProfileResolver } from './song-profile.resolver.js'
import { TrainingResolver } from './training.resolver.js'
import { UserResolver } from './user.resolver.js'
import { AspectTasteResolver, ConflictResolver, UserProfileResolver } from './user-profile.resolver.js'

/** The executable schema. Its text is kept in schema.graphql, which a test compares with it and with the contract. */
export function buildLinernotesSchema(): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [
      AspectResolver,
      AspectSummaryResolver,
      AspectTasteResolver,
      CatalogueResolver,
      ConflictResolver,
      ModelResolver,
      PlayResolver,
      QuoteResolver,
      RecommendationResolver,
      ReviewResolver,
      SimilarSongResolver,
      SongProfileResolver,
      SongResolver,
      TrainingResolver,
      UserProfileResolver,
      UserResolver,
    ],
    orphanedTypes: [],
    // The services check what comes in, once, for every way in.
    validate: false,
  })
}
