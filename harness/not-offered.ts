/** The target declares that it does not offer what a check needs: the check is skipped and the reason printed. */
export class NotOffered extends Error {
  override readonly name = 'NotOffered';
}
