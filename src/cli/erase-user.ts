import type { Command } from 'commander'
import { plain, printJson, printLine, whole } from './print.js'
import { type SettingFlags, storeCommand, withApp } from './session.js'

const DOCUMENT = `mutation ($id: ID!) { eraseUser(id: $id) {
  userId reviewsRemoved playsRemoved tagsRemoved tasteRemoved modelsStillInfluenced erasedAt
} }`

interface Receipt {
  userId: string
  reviewsRemoved: number
  playsRemoved: number
  tagsRemoved: number
  tasteRemoved: boolean
  modelsStillInfluenced: string[]
  erasedAt: string
}

export function eraseUser(): Command {
  return storeCommand('erase-user', 'takes away all that is kept of a user, and prints a receipt', 'erase-user 42')
    .argument('<id>', 'the user')
    .action((id: string, { json, ...flags }: SettingFlags & { json?: boolean }) =>
      withApp(flags, async app => {
        const { eraseUser } = await app.query<{ eraseUser: Receipt }>(DOCUMENT, { id })
        if (json) printJson(eraseUser)
        else printReceipt(eraseUser)
      }),
    )
}

function printReceipt(receipt: Receipt): void {
  const { userId, playsRemoved, reviewsRemoved, tagsRemoved, tasteRemoved, modelsStillInfluenced } = receipt
  const taste = tasteRemoved ? 'their taste' : 'no taste'
  printLine(
    `Erased of ${plain(userId)}: ${whole(playsRemoved)} plays, ${whole(reviewsRemoved)} reviews, ${whole(tagsRemoved)} tags, ${taste}. (${receipt.erasedAt})`,
  )
  if (modelsStillInfluenced.length === 0) return
  printLine('These models may have been trained with their data; `linernotes train` makes one that is free of them:')
  for (const version of modelsStillInfluenced) printLine(`  ${version}`)
}
