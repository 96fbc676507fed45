/**
 * Whoever types and then presses a button leaves the field between pressing and letting go: an error that came into
 * sight there would move the button away from under the mouse, and nothing would be pressed.
 */
let pressing = false;
const waiting = new Set<() => void>();

document.addEventListener('pointerdown', () => (pressing = true), true);
for (const end of ['pointerup', 'pointercancel', 'keydown'])
  document.addEventListener(end, () => setTimeout(letGo), true);

function letGo(): void {
  pressing = false;
  for (const draw of waiting) draw();
  waiting.clear();
}

/** Draws at once, or after what is being pressed was let go. Asked again meanwhile, it is drawn once. */
export function afterPress(draw: () => void): void {
  if (pressing) waiting.add(draw);
  else draw();
}
