/** The screen on the wall: stays awake and fills the screen, each only when somebody asked for it. */
export class RoomDisplay extends HTMLElement {
  private lock: WakeLockSentinel | undefined;
  private isAwake = false;

  connectedCallback(): void {
    for (const button of this.buttons("awake")) button.hidden = !("wakeLock" in navigator);
    for (const button of this.buttons("fullscreen")) button.hidden = !document.fullscreenEnabled;
    this.addEventListener("click", (event) => this.clicked(event.target as Element));
    document.addEventListener("fullscreenchange", () => this.draw());
    // The browser takes the lock back whenever the page is hidden.
    document.addEventListener("visibilitychange", () => document.hidden || void this.wake());
    this.draw();
  }

  private buttons(name: string): NodeListOf<HTMLElement> {
    return this.querySelectorAll(`[data-${name}]`);
  }

  private clicked(target: Element): void {
    if (target.closest("[data-awake]")) {
      this.isAwake = !this.isAwake;
      void this.wake();
    }
    if (target.closest("[data-fullscreen]"))
      void (document.fullscreenElement ? document.exitFullscreen() : this.requestFullscreen());
  }

  private async wake(): Promise<void> {
    await this.lock?.release();
    this.lock = undefined;
    if (this.isAwake) this.lock = await navigator.wakeLock.request("screen").catch(() => undefined);
    this.draw();
  }

  private draw(): void {
    for (const button of this.buttons("awake")) button.setAttribute("aria-pressed", String(!!this.lock));
    for (const button of this.buttons("fullscreen"))
      button.setAttribute("aria-pressed", String(!!document.fullscreenElement));
  }
}
