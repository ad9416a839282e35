/**
 * Nodes whose work another program does, such as a script in Python. The program is handed its inputs as files in a
 * scratch folder of its own and leaves its outputs there. Who starts it: ../run/threads/run-command.ts.
 */
import type { AnyKind } from "../kind/artifact.ts"
import type { Many, Optional } from "../kind/many.ts"
import type { ColumnOf, Common, Environment, ItemOf, Mapping, Node, Params, ParamsOf, StructOf } from "./definition.ts"
import { define, mappingOf, named, type QuarantineKind } from "./placement.ts"
import type { Gathered, ItemOutputs, Outputs, Ports } from "./ports.ts"

type PathOf<K> = K extends Many<AnyKind> ? ReadonlyArray<string>
  : K extends Optional<AnyKind> ? string | undefined
  : string

/** What a command line is made of: paths relative to the folder the program runs in, and the parameters. */
export interface CommandContext<P, I extends Ports, O extends Ports, S extends string, V extends string> {
  readonly inputs: { readonly [K in keyof I]: PathOf<I[K]> } & { readonly [K in S]: string }
  /** Where the program leaves each output: a file of the kind's format, or a folder. */
  readonly outputs: { readonly [K in keyof O]: string }
  readonly params: ParamsOf<P>
  readonly env: Environment<V>
  /** 0 for nodes not declared `seeded`. */
  readonly seed: number
}

interface Program {
  /** A command whose output says which version of the program this is, such as ["python3", "--version"]. */
  readonly version: ReadonlyArray<string>
}

/** Options of `command`. */
export interface CommandOptions<
  P extends Params,
  I extends Ports,
  O extends Outputs,
  S extends string,
  V extends string
> extends Common<P, I, O, S, V>, Program {
  readonly command: (
    context: CommandContext<P, I, O, NoInfer<S>, NoInfer<V>>
  ) => ReadonlyArray<string | number | boolean>
}

/** Options of `mapCommand`. */
export interface MapCommandOptions<
  P extends Params,
  I extends Ports,
  O extends ItemOutputs,
  S extends string,
  V extends string,
  Over extends keyof I & string,
  A extends string
> extends Common<P, I, O, S, V>, Mapping<I, Over, A>, Program {
  readonly command: (
    context: CommandContext<P, Omit<I, Over>, O, NoInfer<S>, NoInfer<V>> & { readonly item: ItemOf<I[Over]> }
  ) => ReadonlyArray<string | number | boolean>
}

/** `command` with a name, or named after its export. */
export interface Command {
  <
    const Name extends string,
    const O extends Outputs,
    P extends Params = {},
    const I extends Ports = {},
    const S extends string = never,
    const V extends string = never
  >(name: Name, options: CommandOptions<P, I, O, S, V>): Node<Name, StructOf<P>, I, O, Error, never>
  <
    const O extends Outputs,
    P extends Params = {},
    const I extends Ports = {},
    const S extends string = never,
    const V extends string = never
  >(options: CommandOptions<P, I, O, S, V>): Node<string, StructOf<P>, I, O, Error, never>
}

/**
 * A node whose work a program does. Tables and vectors are Parquet files, tensors .npy, JSON .json, models .safetensors,
 * file sets folders of links. Of the environment the program sees PATH, HOME, LANG, TMPDIR and what `env` declares;
 * `assets` are copied into its folder. An exit code other than 0 fails the node with the end of what it printed. A line
 * `{"progress": {"done": 3, "of": 10, "unit": "epochs"}}` on its standard output is shown as progress.
 *
 * @example
 * ```ts
 * import { files, Node, Schema, vectors } from "partita"
 * export const embed = Node.command({
 *   params: { k: Schema.Int },
 *   inputs: { audio: files },
 *   outputs: { vectors: vectors("feature") },
 *   assets: ["embed.py"],
 *   version: ["python3", "--version"],
 *   command: ({ inputs, outputs, params }) => ["python3", "embed.py", inputs.audio, outputs.vectors, "--k", params.k]
 * })
 * ```
 */
export const command: Command = /* @__NO_SIDE_EFFECTS__ */ (...args: ReadonlyArray<unknown>) => {
  const { name, options } = named<CommandOptions<Params, Ports, Outputs, string, string>>(args)
  return define(name, options, { command: { line: options.command as never, version: options.version } }) as never
}

/** `mapCommand` with a name, or named after its export. */
export interface MapCommand {
  <
    const Name extends string,
    const O extends ItemOutputs,
    const I extends Ports,
    const Over extends keyof I & string,
    P extends Params = {},
    const S extends string = never,
    const V extends string = never,
    const A extends ColumnOf<I[Over]> = never
  >(
    name: Name,
    options: MapCommandOptions<P, I, O, S, V, Over, A>
  ): Node<Name, StructOf<P>, I, Gathered<O> & { readonly quarantine: QuarantineKind }, Error, never>
  <
    const O extends ItemOutputs,
    const I extends Ports,
    const Over extends keyof I & string,
    P extends Params = {},
    const S extends string = never,
    const V extends string = never,
    const A extends ColumnOf<I[Over]> = never
  >(
    options: MapCommandOptions<P, I, O, S, V, Over, A>
  ): Node<string, StructOf<P>, I, Gathered<O> & { readonly quarantine: QuarantineKind }, Error, never>
}

/**
 * A program run once per row of the table `over`, each row cached by itself. Its outputs hold what one item makes: some
 * rows, one row of vectors, one slab of a tensor. `quarantine: ["CommandFailed"]` sets aside what the program fails on.
 * A file by reference is called by its digest, or by its name where the key or the command line has that.
 *
 * @example
 * ```ts
 * import { files, json, Node, Schema, table } from "partita"
 * export const durations = Node.mapCommand({
 *   over: "tracks",
 *   inputs: { tracks: table({ path: Schema.String, digest: Schema.String }), audio: files },
 *   itemKey: (track) => [track.path, track.digest], // sox goes by the name's extension
 *   itemName: (track) => track.path,
 *   byReference: ["audio"],
 *   outputs: { duration: json(Schema.Finite) },
 *   version: ["sox", "--version"],
 *   command: ({ inputs, item, outputs }) => ["sh", "-c", `sox --i -D ${inputs.audio}/${item.path} > ${outputs.duration}`]
 * })
 * ```
 */
export const mapCommand: MapCommand = /* @__NO_SIDE_EFFECTS__ */ (...args: ReadonlyArray<unknown>) => {
  const { name, options } = named<MapCommandOptions<Params, Ports, ItemOutputs, string, string, string, string>>(args)
  const program = { line: options.command as never, version: options.version }
  return define(name, options, { command: program, mapped: mappingOf(options) }) as never
}
