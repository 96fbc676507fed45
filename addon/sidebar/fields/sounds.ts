/** A high short tone for good, a low long one for bad: who scans looks at the goods, not at the screen. */
const TONES = { good: { hertz: 1320, seconds: 0.09 }, bad: { hertz: 220, seconds: 0.35 } };

let context: AudioContext | null = null;

export function beep(kind: keyof typeof TONES): void {
  try {
    context ??= new AudioContext();
    const { hertz, seconds } = TONES[kind];
    const tone = context.createOscillator();
    const volume = context.createGain();
    volume.gain.value = 0.15;
    tone.frequency.value = hertz;
    tone.connect(volume).connect(context.destination);
    tone.start();
    tone.stop(context.currentTime + seconds);
  } catch {
    // Without sound the mark beside the field says the same.
  }
}
