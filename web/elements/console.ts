import "./site";
import { ConsoleKeys } from "./console-keys";
import { openLivePosts } from "./live-post";
import { NoticeCheck } from "./notice-check";
import { UndoButton } from "./undo-button";

customElements.define("console-keys", ConsoleKeys);
customElements.define("notice-check", NoticeCheck);
customElements.define("undo-button", UndoButton);
openLivePosts();
