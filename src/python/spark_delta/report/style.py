"""How the page looks: quiet, readable in light and dark, on a screen and on paper."""

STYLE = """
:root{color-scheme:light dark;--ink:#17202b;--soft:#5b6776;--line:#e2e7ed;--paper:#f6f8fa;--card:#fff;--blue:#2563c9;
--wash:#dbe7fb;--good:#12805c;--bad:#b3261e}
@media(prefers-color-scheme:dark){:root{--ink:#e8edf3;--soft:#97a3b3;--line:#2a3440;--paper:#10161d;--card:#171f28;
--blue:#6ea3f7;--wash:#22385c;--good:#4cc79b;--bad:#f28b82}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
main{max-width:1080px;margin:0 auto;padding:32px 20px 64px}
h1{font-size:26px;margin:0;letter-spacing:-.01em;display:flex;gap:14px;align-items:center;flex-wrap:wrap}
h2{font-size:16px;margin:0 0 12px}
header p{margin:4px 0 20px;color:var(--soft)}
.state{font-size:13px;font-weight:600;padding:3px 12px;border-radius:99px;color:#fff}
.state.good{background:var(--good)}.state.bad{background:var(--bad)}
@media(prefers-color-scheme:dark){.state{color:#10161d}}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(170px,1fr));gap:10px;margin-bottom:18px}
.figures div,section{background:var(--card);border:1px solid var(--line);border-radius:10px}
.figures div{padding:12px 14px;display:flex;flex-direction:column}
.value{font-size:21px;white-space:nowrap;font-weight:650;font-variant-numeric:tabular-nums}
.name{color:var(--soft);font-size:13px}
section{padding:18px 20px;margin-bottom:14px}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:14px}
th,td{padding:5px 10px;text-align:left;border-bottom:1px solid var(--line);vertical-align:top}
tbody tr:last-child>*{border-bottom:0}
thead th{color:var(--soft);font-weight:500;font-size:13px;white-space:nowrap}
tbody th{font-weight:500;white-space:nowrap}
.code{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:13px;word-break:break-all}
th.code{word-break:normal}
.number,.sum{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.sum{font-weight:600}
.heat{text-align:center;font-variant-numeric:tabular-nums}
td.heat{background:color-mix(in srgb,var(--blue) calc(var(--share)*45%),transparent)}
td.heat.none{background:none;color:var(--line)}
.bar{position:relative;min-width:76px}
.bar.wide{width:70%}
.bar i{position:absolute;left:10px;top:6px;bottom:6px;max-width:calc(100% - 20px);background:var(--wash);border-radius:4px}
.bar b{position:relative;padding-left:6px;font-weight:500;font-variant-numeric:tabular-nums}
p.none{color:var(--soft);margin:0 0 8px}.bar.none b{color:var(--line)}
@media print{body{background:#fff}section,.figures div{break-inside:avoid}}
"""
