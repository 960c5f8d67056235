export declare function count(names: Iterable<string>): Map<string, number>;
export declare function merge(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): Map<string, number>;
export declare function top(tally: ReadonlyMap<string, number>, n?: number): string[];
