"""How a page looks: dark on light, as Kubeflow's own pages are, readable at 600 px and on paper."""

STYLE = """
:root{color-scheme:light;--ink:#17202b;--soft:#566171;--line:#e0e5eb;--paper:#f6f8fa;--card:#fff;--blue:#2563c9;
--wash:#dbe7fb;--good:#12703f;--bad:#b3261e;--warn:#8a5300;--good-wash:#e7f5ec;--bad-wash:#fcebea;--warn-wash:#fdf3e1}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;
overflow-wrap:anywhere}
main{max-width:1080px;margin:0 auto;padding:28px 20px 56px}
h1,h2,h3{overflow-wrap:anywhere;line-height:1.3}
h1{font-size:24px;margin:0;letter-spacing:-.01em;display:flex;gap:6px 12px;align-items:center;flex-wrap:wrap}
h2{font-size:17px;margin:0 0 10px;display:flex;gap:4px 10px;align-items:center;flex-wrap:wrap}
h3{font-size:15px;margin:0 0 8px}
p{margin:0 0 8px}
header{margin:0 0 16px}
header p{margin:4px 0 0;color:var(--soft)}
.state{font-size:13px;font-weight:600;padding:2px 11px;border-radius:99px;color:#fff;background:var(--soft)}
.state.good{background:var(--good)}.state.bad{background:var(--bad)}.state.warn{background:var(--warn)}
section,.figures div{background:var(--card);border:1px solid var(--line);border-radius:10px}
section{padding:16px 18px;margin-bottom:14px}
section>:last-child{margin-bottom:0}
section.good{--ground:var(--good-wash);background:var(--good-wash);border-color:#b9dfc8}
section.bad{--ground:var(--bad-wash);background:var(--bad-wash);border-color:#f0c2bf}
section.warn{--ground:var(--warn-wash);background:var(--warn-wash);border-color:#ecd6ac}
.lead{font-size:16px;font-weight:600}
.figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(128px,1fr));gap:8px;margin-bottom:14px}
.figures div{padding:9px 12px;display:flex;flex-direction:column}
.value{font-size:16.5px;font-weight:650;white-space:nowrap;font-variant-numeric:tabular-nums}
.figures .name{color:var(--soft);font-size:13px;line-height:1.35}
dl{margin:0 0 10px;display:grid;grid-template-columns:minmax(84px,max-content) 1fr;gap:3px 14px}
dt{color:var(--soft)}
dd{margin:0;min-width:0}
pre{background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:9px 11px;margin:0 0 10px;
white-space:pre-wrap;overflow-wrap:anywhere;font:12.5px/1.5 ui-monospace,Menlo,Consolas,monospace}
a{color:var(--blue);text-decoration:none}a:hover{text-decoration:underline}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:14px}
th,td{padding:5px 10px;text-align:left;border-bottom:1px solid var(--line);vertical-align:top}
tbody tr:last-child>*{border-bottom:0}
thead th{color:var(--soft);font-weight:500;font-size:13px}
tbody th{font-weight:500;position:sticky;left:0;background:var(--ground,var(--card))}
.code{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:12.5px}
th.code,td.name{white-space:nowrap}
.number,.sum{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.sum{font-weight:600}
table{overflow-wrap:normal}
.words{min-width:140px;overflow-wrap:anywhere}
.heat{text-align:center;font-variant-numeric:tabular-nums}
td.heat{background:color-mix(in srgb,var(--blue) calc(var(--share)*45%),transparent)}
td.heat.none{background:none;color:var(--soft)}
.bar{position:relative;min-width:76px;white-space:nowrap}
.bar.wide{width:70%}
.bar i{position:absolute;left:10px;top:6px;height:1.35em;max-width:calc(100% - 20px);background:var(--wash);border-radius:4px}
.bar b{position:relative;padding-left:6px;font-weight:500;font-variant-numeric:tabular-nums}
.none{color:var(--soft)}
h2.part{font-size:20px;margin:30px 0 12px;padding-top:18px;border-top:2px solid var(--line)}
@media(max-width:700px){main{padding:16px 12px 32px}section{padding:13px 14px}h1{font-size:20px}
th,td{padding:4px 6px}table{font-size:13px}.bar i{left:6px;top:5px}}
@media print{body{background:#fff}section,.figures div{break-inside:avoid}}
"""
