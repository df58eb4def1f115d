declare const graph: Readonly<Record<string, readonly string[]>>
export = graph
