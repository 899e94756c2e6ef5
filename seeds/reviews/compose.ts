import type { SeedSong } from '../catalogue.js'
import type { AspectName } from '../genres.js'
import { clamp, Random } from '../random.js'
import { WHY_PLAYED } from './conflicts.js'
import { countWords, fill, sentences } from './grammar.js'
import { BANKS } from './phrases/index.js'
import type { ReviewPlan, Tone } from './plan.js'
import { habitsOf, restyle } from './quirks.js'
import { type Company, companyOf, slotsFor } from './slots.js'
import { VOICES } from './voices/index.js'
import type { Voice } from './voices/voice.js'

/** No sentence may be said more often than this over all reviews. */
export const MOST_REPEATS = 3
/** Beyond this many words a review is a one-liner or shorter. */
const ONE_LINER = 11

/** Share of sentences that set praise against blame, where there are both: the surer the verdict, the fewer. */
const turnShare = (stars: number): number =>
  stars === 5 || stars <= 1.5 ? 0.15 : stars === 3 || stars === 3.5 ? 0.6 : 0.4
/** Share of the other sentences that join two clauses of one tone. */
const JOIN = 0.35
const OPPOSITE: Readonly<Record<Tone, Tone | null>> = { good: 'bad', bad: 'good', even: null }

type Opinion = ReviewPlan['aspects'][number]

/** Writes reviews one after another, and remembers which phrases and sentences it has used. */
export class Writer {
  private readonly phraseUses = new Map<string, number>()
  private readonly sentenceUses = new Map<string, number>()

  constructor(private readonly songs: readonly SeedSong[]) {}

  /** The text of a review. Drawn again where a sentence of it has been said too often. */
  write(plan: ReviewPlan): string {
    for (let attempt = 0; ; attempt++) {
      const random = new Random(`text:${plan.user.id}:${plan.song.song.id}:${attempt}`)
      const text = restyle(
        new Draft(plan, this.songs, this.phraseUses, random).text(),
        plan.tone,
        habitsOf(plan.user),
        random,
      )
      const said = sentences(text)
      const stale = said.some(each => (this.sentenceUses.get(each) ?? 0) >= MOST_REPEATS)
      if (stale || new Set(said).size < said.length) continue
      for (const each of said) this.sentenceUses.set(each, (this.sentenceUses.get(each) ?? 0) + 1)
      return text
    }
  }
}

/** One attempt at a review. */
class Draft {
  private readonly voice: Voice
  private readonly company: Company
  private readonly lines: string[] = []
  private readonly used = new Set<string>()
  private words = 0
  /** Has said something of an aspect. */
  private opined = false

  constructor(
    private readonly plan: ReviewPlan,
    songs: readonly SeedSong[],
    private readonly phraseUses: Map<string, number>,
    private readonly random: Random,
  ) {
    this.voice = VOICES[plan.user.register]
    this.company = companyOf(plan.song, songs)
  }

  text(): string {
    const { voice, plan, random } = this
    const target = clamp(voice.words * Math.exp(0.75 * random.normal()), 5, 330)
    if (target < ONE_LINER && !plan.conflict) {
      this.say(voice.oneLiners[plan.tone], this.leadAspect(), plan.tone)
      return this.lines[0]
    }
    if (random.chance(0.5)) this.say(voice.openers)
    if (plan.conflict) this.say(WHY_PLAYED)
    const lead = plan.aspects.findIndex(each => each.tone === plan.tone)
    const others = plan.aspects.filter((_, index) => index !== lead)
    const queue = [...plan.aspects.slice(lead, lead + 1), ...others, ...plan.aspects]
    while ((this.words < 0.8 * target || !this.opined) && queue.length > 0) {
      if (this.lines.length > 0 && random.chance(0.2))
        this.say(random.chance(0.3) ? voice.asides.any : voice.asides[plan.tone])
      else this.push(this.aspectSentence(queue))
    }
    if (random.chance(target < 25 ? 0.5 : 0.8)) this.say(voice.verdicts[plan.tone])
    return this.lines.join(' ')
  }

  /** The next aspect of the queue, turned against an opposed one or joined to a second of the same tone. */
  private aspectSentence(queue: Opinion[]): string {
    this.opined = true
    const [first] = queue.splice(0, 1)
    const a = this.clause(first)
    const opposed = queue.findIndex(each => each.tone === OPPOSITE[first.tone])
    if (opposed >= 0 && this.random.chance(turnShare(this.plan.stars))) {
      const [second] = queue.splice(opposed, 1)
      const b = this.clause(second)
      const clauses: Readonly<Record<string, string>> = { a, b, [first.tone]: a, [second.tone]: b }
      return this.choose(this.voice.turns).replace(/\$([a-z]+)/g, (_, name: string) => clauses[name])
    }
    if (queue[0]?.tone !== first.tone || !this.random.chance(JOIN)) return a
    const [second] = queue.splice(0, 1)
    return `${a}${this.random.pick([', and ', '; ', ' and '])}${this.clause(second)}`
  }

  private clause({ aspect, tone }: Opinion): string {
    const bank = BANKS[aspect]
    if (tone === 'even') return this.fill(this.choose(bank.even), aspect, tone)
    const side = bank[tone]
    const roll = this.random.next()
    const templates = roll < this.voice.expert ? side.expert : roll < 0.62 ? side.clauses : this.voice.frames[tone]
    return this.fill(this.choose(templates), aspect, tone)
  }

  private say(templates: readonly string[], aspect = this.leadAspect(), tone: Tone = this.plan.tone): void {
    this.push(this.fill(this.choose(templates), aspect, tone))
  }

  /** The first aspect whose tone is the verdict's, so that short reviews do not contradict themselves. */
  private leadAspect(): AspectName {
    const { aspects, tone } = this.plan
    return (aspects.find(each => each.tone === tone) ?? aspects[0]).aspect
  }

  private fill(template: string, aspect: AspectName, tone: Tone): string {
    const { random } = this
    const bank = BANKS[aspect]
    const side = bank[tone === 'bad' ? 'bad' : 'good']
    const own = this.voice.adjectives[tone === 'bad' ? 'bad' : 'good']
    const noun = random.pick(bank.nouns)
    const n = noun.replace(/[+~]$/, '')
    const article = n === noun ? 'a(n) ' : ''
    const [plain, plainTwo, third] = random.sample(side.adjectives, 3)
    const slots = {
      ...slotsFor(this.plan.song, this.company, tone !== 'bad', random),
      n,
      anyN: `${article}${n}`,
      some: `${article}${plain} ${n}`,
      adj: random.chance(0.5) ? random.pick(own) : third,
      plain,
      plainTwo,
      plainGood: random.pick(bank.good.adjectives),
    }
    return fill(template, slots, noun.endsWith('+'), random)
  }

  /** Of three templates drawn, one not yet in this review that was used least so far. */
  private choose(templates: readonly string[]): string {
    const fresh = templates.filter(each => !this.used.has(each))
    const drawn = this.random.sample(fresh.length > 0 ? fresh : templates, 3)
    const uses = (template: string) => this.phraseUses.get(template) ?? 0
    const chosen = drawn.reduce((least, each) => (uses(each) < uses(least) ? each : least))
    this.used.add(chosen)
    this.phraseUses.set(chosen, uses(chosen) + 1)
    return chosen
  }

  private push(line: string): void {
    const ended = /[.!?]$/.test(line) ? line : `${line}.`
    this.lines.push(ended.replace(/^[a-z]|(?<=[.!?] )[a-z]/g, letter => letter.toUpperCase()))
    this.words += countWords(line)
  }
}
