import { pageStyle } from '../branded-page.js';
import { htmlPage } from '../html.js';

/** In Teams' own themes; everything else is as on other pages. */
const themes = `
body{background:transparent}
main>form{margin:0 0 1.5rem}
main>form+form{border-top:1px solid #d8dbe0;padding-top:.25rem}
h1:focus,.standing:focus{outline:none}
[aria-busy]{opacity:.6}
html[data-theme=dark] main,html[data-theme=contrast] main{background:#292929;color:#fff;border-color:#525252}
html[data-theme=dark] :is(.note,.brand,dt),html[data-theme=contrast] :is(.note,.brand,dt){color:#d6d6d6}
html[data-theme=dark] .standing,html[data-theme=contrast] .standing{background:#1f3348;color:#fff}
html[data-theme=dark] .standing.warning,html[data-theme=contrast] .standing.warning{background:#4a3410}
html[data-theme=dark] :is(a,.fault),html[data-theme=contrast] :is(a,.fault){color:#8fc1ff}
html[data-theme=dark] :is(select,textarea,input,button,a.button),html[data-theme=contrast] :is(select,textarea,input,button,a.button){background:#1f1f1f;color:#fff}
html[data-theme=dark] button.first,html[data-theme=contrast] button.first{background:#1f5fa8}
`;

/** The tab before anybody is known: it says nothing of anybody, so it needs no permission. */
export function tabPage(): string {
  return htmlPage(
    'My Staffroom',
    pageStyle + themes,
    `<main aria-live="polite"><p class="brand">Staffroom</p>
<h1 tabindex="-1">My Staffroom</h1>
<p>One moment, please …</p>
<noscript><p class="standing warning">This tab needs JavaScript. Everything on it can be asked in the chat, too.</p></noscript>
</main>
<script src="my.js" defer></script>`,
  );
}
