/** Answers that are kept, and the characters of the longest text whose answer is: no text makes the memory grow beyond. */
const MOST_KEPT = 5_000
const LONGEST_KEPT = 40

/** `find`, which depends on nothing but the text, with its answers to short texts kept. */
export function remembered<Answer>(find: (text: string) => Answer): (text: string) => Answer {
  const answers = new Map<string, Answer>()
  return text => {
    const known = answers.get(text)
    if (known !== undefined) return known
    const answer = find(text)
    if (text.length > LONGEST_KEPT) return answer
    if (answers.size === MOST_KEPT) answers.clear()
    answers.set(ownCopy(text), answer)
    return answer
  }
}

/** For what is kept of a text: a slice would hold on to the whole that it was cut from. */
export function ownCopy(slice: string): string {
  return slice.split('').join('')
}
