/** The present view, and whether the request had been made before with the same content. */
export interface Answer<View> {
  readonly view: View;
  readonly replayed: boolean;
}
