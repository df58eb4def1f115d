import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export type Metrics = Readonly<{
  httpSeconds: Histogram
  jobSeconds: Histogram
  jobFailures: Counter
  queueWaiting: Gauge
  /** Calls to systems of others, by how they ended. */
  outsideSeconds: Histogram
  /** Prometheus text exposition. */
  expose: () => Promise<string>
  contentType: string
}>

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    httpSeconds: new Histogram({
      registers,
      name: 'pendopo_http_seconds',
      help: 'Time to answer by route, method and status class',
      labelNames: ['route', 'method', 'status'],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 3],
    }),
    jobSeconds: new Histogram({
      registers,
      name: 'pendopo_job_seconds',
      help: 'Time a job took',
      labelNames: ['task'],
      buckets: [0.01, 0.1, 1, 10, 60],
    }),
    jobFailures: new Counter({
      registers,
      name: 'pendopo_job_failures_total',
      help: 'Jobs that threw and will be tried again',
      labelNames: ['task'],
    }),
    queueWaiting: new Gauge({
      registers,
      name: 'pendopo_queue_waiting',
      help: 'Jobs waiting by task',
      labelNames: ['task'],
    }),
    outsideSeconds: new Histogram({
      registers,
      name: 'pendopo_outside_seconds',
      help: 'Time a try to reach a system of others took, by outcome',
      labelNames: ['system', 'call', 'outcome'],
      buckets: [0.02, 0.1, 0.5, 1, 2, 5, 10],
    }),
    expose: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
