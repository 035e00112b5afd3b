import "./site";
import { ConsoleKeys } from "./console-keys";
import { openLivePosts } from "./live-post";
import { NoticeCheck } from "./notice-check";

customElements.define("console-keys", ConsoleKeys);
customElements.define("notice-check", NoticeCheck);
openLivePosts();
