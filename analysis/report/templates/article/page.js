(()=>{
// Each run of the article's text lists what it is evidence for (data-k); whatever can be touched names what it lights
// up (data-l). Only text nodes and attributes are written, never HTML.
const D=document,R=D.documentElement,$=q=>D.querySelector(q),A=(q,r=D)=>[...r.querySelectorAll(q)];
R.classList.add('js');
const segs=A('.s'),bar=$('#bar'),what=$('#what'),live=$('#live'),[prev,next,back,clr]=A('#bar button');
const calm=matchMedia('(prefers-reduced-motion:reduce)').matches;
const all=t=>(t||'').split(' ').filter(Boolean),put=(e,t)=>{if(e)e.textContent=t};
const hit=l=>{const w=new Set(all(l));return segs.filter(e=>all(e.dataset.k).some(k=>w.has(k)))};
const text=g=>g.map(e=>e.textContent).join('').replace(/\s+/g,' ').trim();
const cut=t=>{const w=t.split(' ');return w.length>9?w.slice(0,8).join(' ')+' …':t};
const show=e=>e.scrollIntoView({block:'center',behavior:calm?'auto':'smooth'});
let cur=null,steps=[],at=0,how='';
// Places to step through: those that the trigger names, else one for each unbroken run.
function places(t,on){
 const named=all(t.dataset.steps).map(k=>({g:hit(k),t:($('li [data-l="'+k+'"]')||{dataset:{}}).dataset.t})).filter(s=>s.g.length);
 if(named.length)return named;
 const o=[];let last=-2,p;
 on.forEach(e=>{const i=segs.indexOf(e);if(i===last+1&&p===e.parentNode)o[o.length-1].g.push(e);else o.push({g:[e]});last=i;p=e.parentNode});
 return o}
function off(focus){
 R.classList.remove('lit','src');
 A('.s.on,.s.cur').forEach(e=>e.classList.remove('on','cur'));
 A('.act,.hot').forEach(e=>e.classList.remove('act','hot'));
 A('[aria-pressed=true][data-l]').forEach(e=>e.setAttribute('aria-pressed','false'));
 bar.hidden=true;put(live,cur?'Cleared.':'');
 if(focus&&cur)cur.focus({preventScroll:true});
 cur=null}
const seen=e=>{const r=e.getBoundingClientRect();return r.top>70&&r.bottom<innerHeight-bar.offsetHeight-24};
function go(i){
 at=(i+steps.length)%steps.length;
 A('.s.cur').forEach(e=>e.classList.remove('cur'));
 const s=steps[at];
 if(steps.length>1||!R.classList.contains('src'))s.g.forEach(e=>e.classList.add('cur'));
 const line=(steps.length>1?(at+1)+' of '+steps.length+': ':'')+(s.t?s.t+': ':'')+'“'+cut(text(s.g)).replace(/^[“"]|[”"]$/g,'')+'”';
 what.replaceChildren();const b=D.createElement('b');put(b,how);what.append(b,D.createElement('br'),line);
 put(live,how+'. '+line);
 if(!seen(s.g[0]))show(s.g[0])}
function light(t){
 const l=t.dataset.l,same=cur&&cur.dataset.l===l;
 off(same);if(same)return;
 const on=hit(l);if(!on.length)return;
 const twin=[...A('a[data-l]')].find(a=>a.dataset.l===l);
 cur=t.closest('svg')&&twin||t;
 R.classList.add('lit');R.classList.toggle('src',!!t.dataset.src);
 const mode=t.dataset.mode&&D.getElementById(t.dataset.mode);if(mode)mode.checked=true;
 on.forEach(e=>e.classList.add('on'));
 A('[data-l]').forEach(e=>{if(e.dataset.l!==l)return;
  if(e.closest('svg')){e.classList.add('hot');return}
  e.setAttribute('aria-pressed','true');const c=e.closest('.card');if(c&&e.dataset.src)c.classList.add('act')});
 how=t.dataset.t||text([t]);
 steps=places(t,on);
 prev.disabled=next.disabled=steps.length<2;
 // After its trigger, so that the next Tab reaches it.
 (!t.closest('svg')&&t.closest('li,td,dd,figure,div')||D.body).append(bar);
 bar.hidden=false;go(0)}
A('a[data-l]').forEach(a=>{a.setAttribute('role','button');a.setAttribute('aria-pressed','false')});
D.addEventListener('click',e=>{
 const t=e.target.closest('[data-l]');
 if(t){e.preventDefault();light(t);return}
 const v=e.target.closest('.art [data-v]');
 if(v&&$('#mv').checked&&!String(getSelection())){const c=A('.card a[data-l]').find(a=>a.dataset.l===v.dataset.v);if(c&&c!==cur)light(c)}});
D.addEventListener('keydown',e=>{
 const t=e.target.closest&&e.target.closest('a[data-l]');
 if(e.key==='Escape'&&cur)off(true);
 else if(t&&e.key===' '){e.preventDefault();light(t)}
 else if(cur&&(t===cur||bar.contains(e.target))&&/^Arrow(Left|Right)$/.test(e.key)){e.preventDefault();go(at+(e.key==='ArrowRight'?1:-1))}});
prev.onclick=()=>go(at-1);next.onclick=()=>go(at+1);clr.onclick=()=>off(true);
back.onclick=()=>{show(cur);cur.focus({preventScroll:true})};
// Take a word out of the headline, one at a time: each button has the tone of the headline without its word.
const box=$('#out');
if(box){
 const body=+box.dataset.body,whole=+box.dataset.headline,half=+box.dataset.half,words=A('button',box);
 const num=x=>{const v=Math.abs(x).toFixed(2);return (+v===0?'':x<0?'−':'+')+v},X=x=>(50+50*x/half).toFixed(2)+'%';
 const set=(q,o)=>A(q).forEach(e=>{for(const k in o)e.setAttribute(k,o[k])});
 const tone=b=>{
  const h=b?+b.dataset.tone:whole,g=h-body,was=whole-body;
  set('.tx .hd',{cx:X(h)});set('.hl',{x:X(h)});set('.gp',{x1:X(Math.min(h,body)),x2:X(Math.max(h,body))});
  A('.hl').forEach(e=>put(e,'headline '+num(h)));A('.gl').forEach(e=>{put(e,'gap '+num(g));e.setAttribute('x',X((h+body)/2))});
  const sign=x=>/^0/.test(num(x))?0:Math.sign(x),says=sign(g)*sign(was);
  put($('#say'),!b?'With all its words, the headline scores '+num(h)+': a gap of '+num(g)+' to the body.':
   num(h)===num(whole)?'Without “'+b.textContent+',” nothing moves.':
   'Without “'+b.textContent+',” the headline scores '+num(h)+'. The gap is '+num(g)+(says<0?': its sign flips.':says?': its sign stays.':'.'))};
 words.forEach(b=>b.onclick=()=>{const on=b.getAttribute('aria-pressed')!=='true';words.forEach(o=>o.setAttribute('aria-pressed','false'));
  b.setAttribute('aria-pressed',String(on));tone(on?b:null)})}
})();
