/** A tfjs backend that computes nothing: every kernel adds its operation to a graph instead. */
import type { BackendValues, DataType, KernelBackend, Tensor, TensorInfo } from "@tensorflow/tfjs"
import type { TensorFlow } from "../../model/weights.ts"
import { GraphBuilder, type Value } from "./graph-builder.ts"
import type { Kernel, Kernels } from "./kernel.ts"
import { convolutions } from "./kernels/convolution.ts"
import { elementwise } from "./kernels/elementwise.ts"
import { layouts } from "./kernels/layout.ts"
import { matrixProducts } from "./kernels/matrix-product.ts"
import { normalizations } from "./kernels/normalization.ts"
import { reductions } from "./kernels/reduction.ts"
import { selections } from "./kernels/selection.ts"
import type { OnnxType } from "./onnx.ts"
import { UnsupportedKernel } from "./unsupported-kernel.ts"

/** The name tfjs knows the backend by. */
export const tracingName = "partita-tracing"

const kernels: Kernels = {
  ...elementwise,
  ...reductions,
  ...layouts,
  ...selections,
  ...matrixProducts,
  ...convolutions,
  ...normalizations
}

const typeOf = (dtype: DataType): OnnxType => {
  if (dtype === "float32" || dtype === "int32" || dtype === "bool") return dtype
  throw new UnsupportedKernel("tensor", `values of type ${dtype}`)
}

/** The one tracing backend of a tfjs module; `begin` starts a new graph. */
export interface TracingBackend {
  readonly begin: () => GraphBuilder
  readonly valueOf: (tensor: TensorInfo) => Value
  readonly tensorOf: (value: Value) => Tensor
}

const installed = new WeakMap<TensorFlow, TracingBackend>()

/** Registers the backend and its kernels with `tf`, once. */
export const tracingBackend = (tf: TensorFlow): TracingBackend => {
  const known = installed.get(tf)
  if (known !== undefined) return known

  let graph = new GraphBuilder()
  let values = new WeakMap<object, Value>()

  const track = (value: Value): TensorInfo => {
    const dataId = {}
    values.set(dataId, value)
    return { dataId, shape: [...value.shape], dtype: value.type as DataType }
  }
  const valueOf = ({ dataId, dtype }: TensorInfo): Value => {
    const value = values.get(dataId)
    if (value === undefined) throw new UnsupportedKernel("tensor", `a ${dtype} value made outside the traced function`)
    return value
  }
  const store = (dataId: object, data: BackendValues, shape: ReadonlyArray<number>, dtype: DataType): void => {
    const type = typeOf(dtype)
    const numbers = type === "float32" ? Float32Array : type === "int32" ? Int32Array : Uint8Array
    values.set(dataId, graph.constant(numbers.from(data as ArrayLike<number>), shape, type))
  }

  class Tracing extends tf.KernelBackend {
    override numDataIds(): number {
      return 0
    }
    override disposeData(): boolean {
      return true
    }
    override incRef(): void {
      // values live as long as their graph
    }
    override refCount(): number {
      return 1
    }
    override write(data: BackendValues, shape: Array<number>, dtype: DataType): object {
      const dataId = {}
      store(dataId, data, shape, dtype)
      return dataId
    }
    override move(dataId: object, data: BackendValues, shape: Array<number>, dtype: DataType): void {
      store(dataId, data, shape, dtype)
    }
    override floatPrecision(): 16 | 32 {
      return 32
    }
    override epsilon(): number {
      return 1e-7
    }
    override readSync(): never {
      throw new UnsupportedKernel("dataSync", "a value read while tracing")
    }
    override read(): never {
      throw new UnsupportedKernel("data", "a value read while tracing")
    }
  }
  tf.registerBackend(tracingName, () => new Tracing() as unknown as KernelBackend, 0)

  const register = (kernelName: string, kernel: Kernel): void =>
    tf.registerKernel({
      kernelName,
      backendName: tracingName,
      kernelFunc: ({ attrs, inputs }) => {
        const named = Object.entries(inputs).filter(([, info]) => info !== undefined && info !== null)
        const operands = Object.fromEntries(named.map(([name, info]) => [name, valueOf(info as TensorInfo)]))
        const found = kernel(graph, operands, attrs as Record<string, unknown>)
        return Array.isArray(found) ? found.map(track) : track(found as Value)
      }
    })
  for (const [name, kernel] of Object.entries(kernels)) register(name, kernel)
  for (const { kernelName } of tf.getKernelsForBackend("cpu")) {
    if (kernels[kernelName] !== undefined) continue
    register(kernelName, () => {
      throw new UnsupportedKernel(kernelName)
    })
  }

  const backend: TracingBackend = {
    begin: () => {
      graph = new GraphBuilder()
      values = new WeakMap()
      return graph
    },
    valueOf,
    tensorOf: (value) => {
      const { dataId, dtype, shape } = track(value)
      return tf.engine().makeTensorFromDataId(dataId, shape, dtype)
    }
  }
  installed.set(tf, backend)
  return backend
}
