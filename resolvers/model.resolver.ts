import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { ModelRecord } from '../src/domain/model.js'
import type { Context } from './context.js'
import { ModelType } from './model.type.js'
import { first } from './options.js'

@Resolver(() => ModelType)
export class ModelResolver {
  @Query(() => ModelType, { nullable: true, description: 'The active one; null before the first training.' })
  model(@Ctx() { services }: Context): Promise<ModelRecord | null> {
    return services.models.active()
  }

  @Query(() => [ModelType], { description: 'Newest first.' })
  models(@Arg('first', () => Int, first(20)) count: number, @Ctx() { services }: Context): Promise<ModelRecord[]> {
    return services.models.list(count)
  }

  @Mutation(() => ModelType, {
    description: 'Makes this version the one that ranks, from the next request on. NOT_FOUND for an unknown version.',
  })
  activateModel(@Arg('version', () => ID) version: string, @Ctx() { services }: Context): Promise<ModelRecord> {
    return services.models.activate(version)
  }

  @FieldResolver(() => [String], {
    description:
      'What else its training has to say, a sentence each: that there was too little data for a trained ranker, how it compares to the model before.',
  })
  notes(@Root() { notes }: ModelRecord): readonly string[] {
    return notes ?? []
  }

  @FieldResolver(() => Boolean, { description: 'It is the one that ranks.' })
  async active(@Root() { version }: ModelRecord, @Ctx() { services }: Context): Promise<boolean> {
    return (await services.models.active())?.version === version
  }
}
