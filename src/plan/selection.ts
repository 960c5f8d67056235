/** Which stages of a plan run. `only` and `tags` unite and take dependencies along. */
export interface Selection {
  readonly only?: readonly string[];
  readonly tags?: readonly string[];
  /** Left out, whatever else says; their dependents are skipped with them. */
  readonly skip?: readonly string[];
  /** Do not take dependencies along: edges to stages that are not selected count as satisfied. */
  readonly noDeps?: boolean;
}
