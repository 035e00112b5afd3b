import "./site";
import { ConsoleKeys } from "./console-keys";
import { openLivePosts } from "./live-post";
import { NoticeCheck } from "./notice-check";
import { PickPassages } from "./pick-passages";
import { UndoButton } from "./undo-button";

customElements.define("console-keys", ConsoleKeys);
customElements.define("notice-check", NoticeCheck);
customElements.define("pick-passages", PickPassages);
customElements.define("undo-button", UndoButton);
openLivePosts();
