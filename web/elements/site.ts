import { openAlerts } from "./alerts";
import { openAnnouncer } from "./announcer";
import { readPageClock } from "./clock";
import { CopyButton } from "./copy-button";
import { openCounters } from "./counter";
import { DraftForm } from "./draft-form";
import { dropExpired, wipe } from "./drafts";
import { openProofs } from "./flood-proof";
import { LiveRegion } from "./live-region";
import { LiveState } from "./live-state";
import { PrintButton } from "./print-button";
import { RoomDisplay } from "./room-display";
import { TurnTimer } from "./turn-timer";

readPageClock();
openAnnouncer();
dropExpired();
document.addEventListener("click", (event) => {
  if ((event.target as Element).closest?.("[data-wipe]")) wipe();
});

customElements.define("live-state", LiveState);
customElements.define("live-region", LiveRegion);
customElements.define("turn-timer", TurnTimer);
customElements.define("draft-form", DraftForm);
customElements.define("copy-button", CopyButton);
customElements.define("print-button", PrintButton);
customElements.define("room-display", RoomDisplay);
openCounters();
openProofs();
openAlerts();
