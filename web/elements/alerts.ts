import { announce } from "./announcer";
import { word } from "./words";

/** Sound and vibration for `[data-alert]` sentences, never before somebody pressed a `[data-alerts]` button. */
let sound: AudioContext | undefined;
let isOn = false;
const known = new Set<string>();

function chime(): void {
  navigator.vibrate?.([200, 100, 200]);
  if (!sound) return;
  for (const [index, pitch] of [660, 880].entries()) {
    const start = sound.currentTime + index * 0.22;
    const tone = sound.createOscillator();
    const volume = sound.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(0.3, start + 0.03);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.4);
    tone.connect(volume).connect(sound.destination);
    tone.start(start);
    tone.stop(start + 0.45);
  }
}

/** Buttons appear only once a script can serve them (the style sheet hides those without `aria-pressed`). */
function drawButtons(root: ParentNode): void {
  for (const button of root.querySelectorAll("[data-alerts]")) button.setAttribute("aria-pressed", String(isOn));
}

/** Called whenever a region shows something; what was there on arrival is not news. */
export function noticeAlerts(region: ParentNode, arriving = false): void {
  drawButtons(region);
  for (const element of region.querySelectorAll<HTMLElement>("[data-alert]")) {
    const name = element.dataset.alert ?? "";
    if (known.has(name)) continue;
    known.add(name);
    if (arriving) continue;
    announce(element.textContent?.trim() ?? "", undefined, true);
    if (isOn) chime();
  }
}

export function openAlerts(): void {
  drawButtons(document);
  document.addEventListener("click", (event) => {
    if (!(event.target as Element).closest?.("[data-alerts]")) return;
    isOn = !isOn;
    sound ??= new AudioContext();
    void sound.resume();
    // Heard once at once, so that the person knows what to listen for.
    if (isOn) chime();
    drawButtons(document);
    announce(word(isOn ? "alertsOn" : "alertsOff"));
  });
}
