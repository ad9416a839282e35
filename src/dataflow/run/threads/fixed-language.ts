/**
 * The language of a thread: American English wherever code asks for none. V8 takes that of the process, which is settled
 * before any of ours runs.
 */

type Method = (this: unknown, ...args: Array<unknown>) => unknown
type Methods = Record<string, Method>

const language = "en-US"

const constructors = [
  "Collator",
  "DateTimeFormat",
  "DisplayNames",
  "DurationFormat",
  "ListFormat",
  "NumberFormat",
  "PluralRules",
  "RelativeTimeFormat",
  "Segmenter"
]

const zone = /\+0000 \([^()]*\)$/ // a date says the name of its time zone in the language of the process
const zoneName = "+0000 (Coordinated Universal Time)"

/** Gives a method of `object` the language, its first argument, where it is called without one. */
const speak = (object: object, name: string): void => {
  const methods = object as Methods
  const original = methods[name]!
  const method: Method = function(locales = language, options) {
    return original.call(this, locales, options)
  }
  methods[name] = Object.defineProperties(method, describing(original))
}

/** Strings are sorted by the hundred thousand: nothing here keeps V8 from its short way. */
const speakComparing = (): void => {
  const methods = String.prototype as unknown as Methods
  const original = methods["localeCompare"]!
  const method: Method = function(that, locales = language, options) {
    return original.call(this, that, locales, options)
  }
  methods["localeCompare"] = Object.defineProperties(method, describing(original))
}

const describing = (original: Method): PropertyDescriptorMap => {
  const { length, name } = Object.getOwnPropertyDescriptors(original)
  return { length, name } as PropertyDescriptorMap
}

const speakIntl = (name: string): void => {
  const intl = Intl as unknown as Record<string, (new(...args: Array<unknown>) => object) | undefined>
  const original = intl[name]
  if (original === undefined) return // not in every Node that runs us
  const spoke: typeof original = new Proxy(original, {
    construct: (target, [locales = language, ...rest], newTarget): object =>
      Reflect.construct(target, [locales, ...rest], newTarget === spoke ? target : newTarget) as object,
    apply: (target, self, [locales = language, ...rest]) =>
      Reflect.apply(target as unknown as Method, self, [locales, ...rest])
  })
  ;(original.prototype as { constructor: unknown }).constructor = spoke
  intl[name] = spoke
}

const nameZone = (name: "toString" | "toTimeString"): void => {
  const original = Date.prototype[name]
  const method = function(this: Date): string {
    return Reflect.apply(original, this, []).replace(zone, zoneName)
  }
  Date.prototype[name] = Object.defineProperties(method, describing(original as Method))
}

/** Fixes the language of this thread, and the words for its time zone. */
export const fixLanguage = (): void => {
  constructors.forEach(speakIntl)
  const typed = Object.getPrototypeOf(Uint8Array.prototype) as object
  for (const prototype of [Number.prototype, BigInt.prototype, Array.prototype, typed]) {
    speak(prototype, "toLocaleString")
  }
  for (const name of ["toLocaleString", "toLocaleDateString", "toLocaleTimeString"]) speak(Date.prototype, name)
  for (const name of ["toLocaleUpperCase", "toLocaleLowerCase"]) speak(String.prototype, name)
  speakComparing()
  nameZone("toString")
  nameZone("toTimeString")
}
