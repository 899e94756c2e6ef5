import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { User } from '../src/domain/user.js'
import { PageArguments } from './arguments.js'
import { toConnection } from './connection.js'
import type { Context } from './context.js'
import { PlayCountConnection } from './play.type.js'
import { ReviewConnection } from './review.type.js'
import { ErasureReceiptType, type UserRef, UserType } from './user.type.js'
import { UserProfileType } from './user-profile.type.js'
import { capped, found } from './values.js'

@Resolver(() => UserType)
export class UserResolver {
  @Query(() => UserType, { nullable: true, description: 'Null for a user without plays, reviews, tags and taste.' })
  user(@Arg('id', () => ID) id: string, @Ctx() { services }: Context): Promise<User | null> {
    return services.users.get(id)
  }

  @Mutation(() => ErasureReceiptType, {
    description:
      'Takes away their plays, reviews with the quotes of them, tags, taste and the lists they were answered. Of nobody, too: the receipt says that nothing was there.',
  })
  async eraseUser(@Arg('id', () => ID) id: string, @Ctx() { services }: Context) {
    const receipt = await services.users.erase(id)
    return { ...receipt, playsRemoved: capped(receipt.playsRemoved) }
  }

  @FieldResolver(() => UserProfileType, { description: 'What the system believes of them, as of now.' })
  async profile(@Root() { id }: UserRef, @Ctx() { services }: Context): Promise<User> {
    return found(await services.users.get(id), 'user', id)
  }

  @FieldResolver(() => ReviewConnection, { description: 'Newest first.' })
  async reviews(@Root() { id }: UserRef, @Args(() => PageArguments) page: PageArguments, @Ctx() { services }: Context) {
    return toConnection(await services.reviews.pageOfUser(id, page))
  }

  @FieldResolver(() => PlayCountConnection, { description: 'Most played first.' })
  async plays(@Root() { id }: UserRef, @Args(() => PageArguments) page: PageArguments, @Ctx() { services }: Context) {
    return toConnection(await services.plays.pageOfUser(id, page))
  }
}
