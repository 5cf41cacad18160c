
(()=>{
// Self-checks. An answer is judged as classroom/self_check.py does.
const D=document,NUMBERS=new Map('zero one two three four five six seven eight nine ten eleven twelve'.split(' ').map((w,n)=>[w,String(n)]));
for(const [w,n] of [['none',0],['no',0],['nobody',0],['half',.5],['once',1],['twice',2]])NUMBERS.set(w,String(n));
const LEFT_OUT=new Set(['the','a','an','of','and','in']);
const number=t=>{
 const f=(t.toLowerCase().match(/[−-]?[0-9]+(?:[.,][0-9]+)*|\p{L}+/gu)||[]).map(w=>NUMBERS.get(w)||w).filter(w=>/[0-9]$/.test(w));
 if(f.length!==1)return null;
 const d=f[0].replace('−','-'),n=+(/^-?[0-9]{1,3}(,[0-9]{3})+$/.test(d)?d.replaceAll(',',''):d.replaceAll(',','.'));
 return Number.isNaN(n)?null:n};
const words=t=>{
 const f=t.toLowerCase().replaceAll('’',"'").replace(/'s(?![\p{L}\p{N}])/gu,'').match(/[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu)||[],
  kept=f.filter(w=>!LEFT_OUT.has(w)).map(w=>NUMBERS.get(w)||w);
 return kept.length?kept:f};
// What is wrong; null: nothing.
function mistake(kind,answers,given){
 if(kind==='number'||kind==='percent'){
  let n=number(given);const right=+answers,percent=kind==='percent';
  if(n===null)return 'Write one number.';
  if(percent&&n<=1&&!/%|percent/i.test(given))n*=100;
  return Math.abs(n-right)<=+percent?null:'Too '+(n<right?'low.':'high.')}
 const said=words(given),each=answers.split('|').map(a=>a.split(' '));
 if(kind==='any'){
  const same=a=>said.every(w=>a.includes(w))||a.every((w,i)=>w===said[i])||a.every((w,i)=>w===said[said.length-a.length+i]);
  return said.length&&each.some(same)?null:''}
 const strange=[...new Set(said)].filter(w=>!each.some(a=>a.includes(w)));
 if(strange.length)return 'This does not belong: '+strange.sort().join(', ')+'.';
 return said.length&&each.every(a=>a.some(w=>said.includes(w)))?null:'There is more.'}
D.querySelectorAll('.check[data-kind]').forEach((box,i)=>{
 const make=(tag,o)=>Object.assign(D.createElement(tag),o),asks=box.querySelector('p'),row=make('div',{className:'try'});
 const field=make('input',{type:'text',autocomplete:'off'}),button=make('button',{type:'button',textContent:'Check'}),say=make('p');
 asks.id=asks.id||'asks-'+i;field.setAttribute('aria-labelledby',asks.id);say.setAttribute('role','status');
 const judge=()=>{
  const given=field.value.trim(),off=given?mistake(box.dataset.kind,box.dataset.answers,given):'';
  say.className=given?off===null?'yes':'no':'';
  say.textContent=!given?'Write your answer first.':off===null?'Right.':('Not yet. '+off).trim();
  const key=box.querySelector('.key');if(key&&given&&off===null)key.open=true};
 button.onclick=judge;
 field.addEventListener('keydown',e=>{if(e.key==='Enter'){e.preventDefault();judge()}});
 row.append(field,button,say);asks.after(row)});
})();
