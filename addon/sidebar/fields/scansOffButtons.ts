/**
 * A scanner types into whatever has the focus and ends with Enter, which on a button would press it. Nobody types
 * letters on a button: where it was done, Enter and space press nothing until the focus moves on.
 */
export function keepScansOffButtons(): void {
  let typedOn: EventTarget | null = null;
  const isPressing = ({ key }: KeyboardEvent) => key === 'Enter' || key === ' ';
  document.addEventListener('keydown', (event) => {
    const { target, key } = event;
    if (!(target instanceof Element) || !target.matches('button, summary, a')) return;
    if (isPressing(event) && typedOn === target) event.preventDefault();
    else if (key.length === 1 && key !== ' ' && !event.ctrlKey && !event.metaKey) typedOn = target;
    // Once: the next Enter is a person's, who has seen that nothing happened.
    if (key === 'Enter') typedOn = null;
  });
  // A space presses when it is let go.
  document.addEventListener('keyup', (event) => {
    if (event.key === ' ' && typedOn === event.target) event.preventDefault();
  });
  document.addEventListener('focusin', () => {
    typedOn = null;
  });
}
