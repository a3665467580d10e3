/**
 * Faults: one small page that every judge passes, and one fault for every check, each
 * named by the element it is put on. A check that can't fail holds nothing.
 */

/** A fault: where it goes, and the finding that names it. Faults that would hide one another stand on pages of their own. */
export interface Fault { fault: string; page: string; html?: string; css?: string; finds: RegExp; whole?: (html: string) => string }

const CSS = `
:root { color-scheme: light dark; --text: #1e2124; --ground: #ffffff; --link: #0849bd; }
@media (prefers-color-scheme: dark) { :root { --text: #f4f5f6; --ground: #000000; --link: #86aff9; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.6 sans-serif; overflow-wrap: anywhere; }
a { color: var(--link); display: inline-block; padding-block: .25rem; min-width: 24px; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: 0; top: -4rem; background: var(--ground); padding: 1rem; } .skip:focus { top: 0; }
main { padding: 1rem; } .scroll { overflow-x: auto; }
input, button { font: inherit; min-height: 2rem; border: 1px solid var(--text); background: var(--ground); color: var(--text); max-width: 100%; }
svg { display: block; width: 100%; height: 2rem; } rect { fill: var(--link); }
dd { margin: 0; }`;

/** Returns the page without fault, with more in its main part and in its style. */
export function goodPage(html = '', css = ''): string {
  return `<!DOCTYPE html>
<html lang="ko">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>공원 정비 계획</title><style>${CSS}${css}</style></head>
<body>
<a class="skip" href="#content">본문 바로가기</a>
<header><a href="home.html">하늘시 열린기록</a> <nav aria-label="주요 메뉴"><ul><li><a href="units.html">부서</a></li></ul></nav></header>
<main id="content" tabindex="-1">
<h1>공원 정비 계획</h1>
<p>올해 정비할 공원은 일곱 곳이며, 나머지는 내년에 합니다. <a href="map.html">공원의 위치</a></p>
<h2>돈</h2>
<div class="scroll" role="region" tabindex="0" aria-labelledby="money"><table><caption id="money">분기별 지출</caption><thead><tr><th scope="col">분기</th><th scope="col">금액</th></tr></thead><tbody><tr><th scope="row">1분기</th><td>1,000원</td></tr></tbody></table></div>
<svg role="img" aria-label="1분기 1,000원" viewBox="0 0 10 2" preserveAspectRatio="none"><rect width="5" height="2"/></svg>
<form role="search" action="search.html"><label for="q">찾을 말</label> <input id="q" name="q" type="search"> <button type="submit">찾기</button></form>
<dl><dt>결재일</dt><dd><time datetime="2026-03-05">2026년 3월 5일</time> 목요일</dd></dl>
${html}
</main>
<footer><p>문의는 전자우편으로 받습니다.</p></footer>
</body>
</html>
`;
}

const long = '아주 긴 글이 여기에 한 줄로 길게 적혀 있습니다. '.repeat(3);

/** The faults. */
export const FAULTS: readonly Fault[] = [
  { fault: 'a picture without words', page: 'axe', html: '<img id="f1" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width="30" height="30">', finds: /^desk · image-alt · #f1/ },
  { fault: 'faint letters', page: 'axe', html: '<p id="f2">흐린 글자는 햇빛 아래에서 읽을 수 없습니다.</p>', css: '#f2 { color: #b8b8b8 }', finds: /^desk · color-contrast · #f2/ },
  { fault: 'letters that pass AA only', page: 'axe', html: '<p id="f3">조금 흐린 글자도 햇빛 아래에서는 읽기 어렵습니다.</p>', css: '@media (prefers-color-scheme: light) { #f3 { color: #737373 } }', finds: /^desk · color-contrast-enhanced · #f3/ },
  { fault: 'letters that are faint in the dark only', page: 'axe', html: '<p id="f4">어두운 화면에서만 흐린 글자입니다.</p>', css: '@media (prefers-color-scheme: dark) { #f4 { color: #444444 } }', finds: /^dark · color-contrast · #f4/ },
  { fault: 'letters that are faint in forced colours only', page: 'axe', html: '<p id="f5">고대비 화면에서만 흐린 글자입니다.</p>', css: '@media (forced-colors: active) { #f5 { forced-color-adjust: none; color: #777777; background: #666666 } }', finds: /^forced colours · color-contrast · #f5/ },
  { fault: 'letters that get fainter when more contrast is asked for', page: 'axe', html: '<p id="f6">더 진하게 보려는 사람에게만 흐린 글자입니다.</p>', css: '@media (prefers-contrast: more) { #f6 { color: #999999 } }', finds: /^more contrast, less motion · color-contrast · #f6/ },
  { fault: 'a role that is none, for the IBM engine', page: 'axe', html: '<div id="f7" class="f7" aria-labelledby="nothing" role="form">빈 이름</div>', finds: /^desk · (?:aria_id_unique|aria_form_labelled|aria_\w+) · .*f7/ },
  { fault: 'a side part without a name, for the IBM engine', page: 'axe', html: '<aside class="f8"><p>곁에 있는 글입니다.</p></aside>', finds: /^desk · aria_complementary_labelled · .*f8/ },

  { fault: 'a step of the headings left out', page: 'structure', html: '<h4 id="g1">건너뛴 제목</h4>', finds: /· headings · .*h4#g1.*a step is left out/ },
  { fault: 'a second first heading', page: 'structure', html: '<h1>둘째 큰 제목</h1>', finds: /· headings · page: 2 first headings/ },
  { fault: 'two landmarks of one name', page: 'structure', html: '<nav id="g2" aria-label="주요 메뉴"><a href="a.html">부서</a></nav>', finds: /· landmarks · .*nav#g2.*second landmark/ },
  { fault: 'a landmark without a name', page: 'structure', html: '<div role="region" id="g3"><p>이름 없는 곳</p></div>', finds: /· landmarks · .*div#g3.*without a name/ },
  { fault: 'a table without a caption', page: 'structure', html: '<table id="g4"><tr><th scope="col">달</th></tr><tr><td>1월</td></tr></table>', finds: /· tables · .*table#g4.*no caption/ },
  { fault: 'a header without scope', page: 'structure', html: '<table><caption>달</caption><tr><th id="g5">달</th></tr><tr><td>1월</td></tr></table>', finds: /· tables · .*th#g5.*without scope/ },
  { fault: 'an empty header', page: 'structure', html: '<table><caption>달마다</caption><tr><th scope="col" id="g6"></th></tr><tr><td>1월</td></tr></table>', finds: /· tables · .*th#g6.*empty header/ },
  { fault: 'a description that is a time alone', page: 'structure', html: '<dl><dt>공개일</dt><dd id="g8"><time datetime="2026-03-05">2026년 3월 5일</time></dd></dl>', finds: /· loneTimes · .*dd#g8/ },
  { fault: 'a description that is a time in a wrapper', page: 'structure', html: '<dl><dt>공개일</dt><dd id="g8w"><span><time datetime="2026-03-05">2026년 3월 5일</time></span></dd></dl>', finds: /· loneTimes · .*dd#g8w/ },
  { fault: 'a link that opens a window', page: 'structure', html: '<p><a id="g9" href="b.html" target="_blank">새 창으로 여는 문서</a></p>', finds: /· newWindows · .*a#g9/ },
  { fault: 'a drawing that is spoken without words', page: 'structure', html: '<svg id="g10" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>', finds: /· pictures · .*svg#g10/ },
  { fault: 'words in a title', page: 'structure', html: '<p><span id="g11" title="손가락으로는 볼 수 없는 말">줄임말</span></p>', finds: /· hiddenWords · .*span#g11.*words in a title/ },
  { fault: 'a link that is called something else', page: 'structure', html: '<p><a id="g12" href="c.html" aria-label="다른 이름">보이는 이름</a></p>', finds: /· hiddenWords · .*a#g12.*other words/ },
  { fault: 'two links of the same words in one place', page: 'structure', html: '<p><a href="d.html">더 보기</a> <a id="g13" href="e.html">더 보기</a></p>', finds: /· sameWords · .*a#g13/ },
  { fault: 'what scrolls and takes no focus', page: 'structure', html: '<div id="g14"><p>옆으로 밀어야 보이는 긴 글입니다.</p></div>', css: '#g14 { overflow-x: auto; width: 200px } #g14 p { width: 400px }', finds: /· scrollers · .*div#g14/ },

  { fault: 'a separator that is spoken', page: 'words', html: '<p><span id="h1a">첫째</span> <span>둘째</span></p>', css: '#h1a::after { content: "·" }', finds: /· spokenSigns · .*span#h1a.*speaks “·”/ },
  { fault: 'a separator written as text', page: 'words', html: '<p>첫째 <b id="h2a">|</b> 둘째</p>', finds: /· spokenSigns · .*b#h2a/ },
  { fault: 'circles for a name', page: 'words', html: '<p id="h3a">김○○ 주무관이 갔습니다.</p>', finds: /· spokenSigns · .*p#h3a.*circles/ },
  { fault: 'circles for a name, by ear', page: 'words', finds: /^by ear · transcript · “김○○.*circles are spoken/ },
  { fault: 'a dot between words of ours', page: 'words', html: '<p id="h4a">예산·지출</p>', finds: /· spokenDots · .*p#h4a/ },
  { fault: 'a gap that was not filled', page: 'words', html: '<p>자료 {count}건</p>', finds: /^by ear · transcript · “자료 \{count\}건”.*gap/ },
  { fault: 'a value that is none', page: 'words', html: '<p>금액 undefined</p>', finds: /^by ear · transcript · “금액 undefined”/ },
  { fault: 'a table that says nothing before its cells', page: 'words', html: '<table><tr><th scope="col">달</th></tr><tr><td>1월</td></tr></table>', finds: /^by ear · transcript · table.*does not begin with its caption/ },
  { fault: 'letters of a legal notice', page: 'words', html: '<p id="h5a">아주 작은 글자</p>', css: '#h5a { font-size: 11px }', finds: /· smallLetters · .*p#h5a/ },
  { fault: 'what moves though rest was asked for', page: 'words', html: '<p id="h6a">움직이는 글</p>', css: '#h6a { transition: color 1s }', finds: /^more contrast, less motion · motion · .*p#h6a/ },
  { fault: 'scrolling that glides', page: 'words', css: 'html { scroll-behavior: smooth }', finds: /· motion · html.*glides/ },

  { fault: 'Hangul in an English page', page: 'English', html: '<p id="e1">공원 정비</p>', finds: /· unmarkedKorean · .*p#e1/ },
  { fault: 'Hangul in an attribute of an English page', page: 'English', html: '<svg role="img" id="e2" aria-label="분기별 지출"><rect width="5" height="2"/></svg>', finds: /· unmarkedKorean · .*svg#e2.*attribute/ },
  { fault: 'English told to be Korean', page: 'English', html: '<p id="e3" lang="ko">The rest of the parks are for the next year.</p>', finds: /· unmarkedEnglish · .*p#e3/ },

  { fault: 'a small button', page: 'targets', html: '<p><button type="button" id="i1">가</button></p>', css: '#i1 { min-height: 0; padding: 0; border-width: 1px; width: 20px; height: 20px; line-height: 1 }', finds: /^phone · smallTargets · .*button#i1/ },
  { fault: 'a link in a sentence', page: 'targets', html: '<p>문장 안의 <a id="i2" href="f.html">짧은 링크</a>입니다.</p>', css: '#i2 { display: inline; padding: 0; font-size: 14px }', finds: /^desk · smallTargets · .*a#i2/ },
  { fault: 'a link under another one', page: 'targets', html: '<p class="pile"><a id="i3" href="g.html">아래 링크</a> <a href="h.html">위 링크</a></p>', css: '.pile a + a { margin-left: -4rem }', finds: /· smallTargets · .*a#i3.*partly under/ },
  { fault: 'a field without an edge', page: 'targets', html: '<p><label for="i4">달</label> <input id="i4" name="m"></p>', css: '#i4 { border-color: #dddddd }', finds: /^desk · faintControls · .*input#i4/ },
  { fault: 'a shape that can\'t be seen', page: 'targets', html: '<svg role="img" id="i5" aria-label="2분기 없음"><rect width="5" height="2"/></svg>', css: '#i5 rect { fill: #eeeeee }', finds: /^desk · faintShapes · .*svg#i5/ },
  { fault: 'a shape that can\'t be seen in the dark', page: 'targets', html: '<svg role="img" id="i6" aria-label="3분기 없음"><rect width="5" height="2"/></svg>', css: '#i6 rect { fill: #222222 }', finds: /^dark · faintShapes · .*svg#i6/ },

  { fault: 'a focus without a mark', page: 'focus', html: '<p><a id="j1" href="i.html">표시 없는 링크</a></p>', css: '#j1:focus-visible { outline: none }', finds: /^desk · faintFocus · .*a#j1.*not marked/ },
  { fault: 'a faint mark of the focus', page: 'focus', html: '<p><a id="j2" href="j.html">흐린 표시</a></p>', css: '#j2:focus-visible { outline-color: #dddddd }', finds: /^desk · faintFocus · .*a#j2.*mark of the focus/ },
  { fault: 'a mark of the focus that is faint in the dark', page: 'focus', html: '<p><a id="j3" href="k.html">어두울 때 흐린 표시</a></p>', css: '#j3:focus-visible { outline-color: #222222 }', finds: /^dark · faintFocus · .*a#j3/ },
  { fault: 'a focus that is off the screen', page: 'focus', html: '<p><a id="j4" href="l.html">화면 밖의 링크</a></p>', css: '#j4 { position: fixed; top: -200px }', finds: /^400 % · lostFocusAnywhere · .*a#j4.*off the screen/ },
  { fault: 'a focus under a bar', page: 'cover', css: 'header { position: fixed; bottom: 0; left: 0; right: 0; height: 60%; background: var(--ground); z-index: 2 }', finds: /^400 % · lostFocusAnywhere · .*focus is under header/ },
  { fault: 'an order that goes back', page: 'focus', html: '<p class="swap"><a id="j5" href="m.html">오른쪽에 선 첫째</a> <a id="j6" href="n.html">왼쪽에 선 둘째</a></p>', css: '.swap { display: flex; flex-direction: row-reverse; justify-content: flex-end; gap: 1rem }', finds: /^desk · backwardFocus · .*a#j5.*then.*a#j6/ },
  { fault: 'a place of its own in the order', page: 'tab', html: '<p><a id="j7" href="o.html" tabindex="3">새치기하는 링크</a></p>', finds: /· backwardFocus · .*a#j7.*place of its own/ },
  { fault: 'the Tab key goes another way', page: 'tab', finds: /^by keys · order of the Tab key · / },
  { fault: 'a way past the header that leads nowhere', page: 'skip', whole: (html) => html.replace('href="#content"', 'href="#nowhere"'), finds: /^by keys · skipLink · .*leads to nothing/ },
  { fault: 'a way past the header that does not move the focus', page: 'skip', finds: /^by keys · skipLink · page: expected the focus in the main part/ },

  { fault: 'a page wider than a phone', page: 'fit', html: '<p id="k1">너비가 정해진 글입니다.</p>', css: '#k1 { width: 500px }', finds: /^320 pixels · overflow · page: \d+ px wider/ },
  { fault: 'words beside the window', page: 'fit', html: '<p id="k2">왼쪽으로 나간 글입니다.</p>', css: '#k2 { margin-left: -60px }', finds: /^320 pixels · overflow · .*p#k2.*words from/ },
  { fault: 'words cut with three dots', page: 'fit', html: `<p id="k3">${long}</p>`, css: '#k3 { overflow: hidden; white-space: nowrap; text-overflow: ellipsis; width: 250px }', finds: /^desk · clipped · .*p#k3.*three dots/ },
  { fault: 'words cut after two lines', page: 'fit', html: `<p id="k4">${long.repeat(4)}</p>`, css: '#k4 { overflow: hidden; display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical }', finds: /· clipped · .*p#k4.*after 2 lines/ },
  { fault: 'a box that is too low on a phone', page: 'fit', html: `<p id="k5">${long}</p>`, css: '#k5 { overflow: hidden; height: 3.2em }', finds: /^320 pixels · clipped · .*p#k5.*cut off/ },
  { fault: 'a box that is too narrow when lines are set wide', page: 'fit', html: '<p id="k6">넓게 벌리면 잘리는 글</p>', css: '#k6 { overflow: hidden; white-space: nowrap; width: 160px }', finds: /^lines set wide · clipped · .*p#k6/ },
  { fault: 'a box that does not grow with its letters', page: 'fit', html: '<p id="k7">커지면 잘리는 글입니다</p>', css: '#k7 { overflow: hidden; height: 30px; font-size: 1rem }', finds: /^letters twice as large · clipped · .*p#k7/ },
  { fault: 'words that run out of their box', page: 'fit', html: `<p id="k8">${long.repeat(3)}</p>`, css: '#k8 { height: 2em }', finds: /· clipped · .*p#k8.*run out/ },
  { fault: 'words over words', page: 'fit', html: '<p>아래에 있는 글입니다</p><p id="k9">위에 놓인 글입니다</p>', css: '#k9 { margin-top: -2.4em }', finds: /· overlapping · .*p#k9|· overlapping · .*lies over.*p#k9/ },
  { fault: 'words cut by the edge of a drawing', page: 'fit', html: '<svg role="img" id="k10" aria-label="그림"><text x="0" y="-5">잘린 글</text></svg>', finds: /· clipped · .*svg#k10.*edge of the drawing/ },

  { fault: 'a page without its landmarks', page: 'bare', whole: (html) => html.replace(/<\/?(?:main|header|footer|nav)/g, (tag) => tag.replace(/main|header|footer|nav/, 'div')), finds: /^by ear · transcript · page: nothing like \^main\$/ },
  { fault: 'a page without its landmarks, for the eye', page: 'bare', finds: /· landmarks · page: 0 of main/ },
];
