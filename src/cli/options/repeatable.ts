/** For an option that may be given several times: all of its values, in the order of the call. */
export function repeatable(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), text];
}
