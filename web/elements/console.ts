import "./site";
import { ConsoleKeys } from "./console-keys";
import { openLivePosts } from "./live-post";

customElements.define("console-keys", ConsoleKeys);
openLivePosts();
