(()=>{
// Each run of the article's text lists what it is evidence for (data-k); whatever can be touched names what it lights
// up (data-l). Only text and attributes are written, never HTML.
const D=document,R=D.documentElement,$=q=>D.querySelector(q),A=(q,r=D)=>[...r.querySelectorAll(q)];
R.classList.add('js');
const all=t=>(t||'').split(' ').filter(Boolean),put=(e,t)=>{if(e)e.textContent=t};
const runs=A('.s'),nth=new Map(runs.map((e,i)=>[e,i])),keys=runs.map(e=>new Set(all(e.dataset.k)));
const links=A('a[data-l]'),bar=$('#bar'),what=$('#what'),live=$('#live'),[prev,next,back,clr]=A('button',bar);
const calm=matchMedia('(prefers-reduced-motion:reduce)').matches;
const hit=l=>{const w=all(l);return runs.filter((e,i)=>w.some(k=>keys[i].has(k)))};
let cur=null,steps=[],at=0,how='',still=false,opened=false;
// Neighbors in one paragraph are one place.
function unbroken(on){
 const o=[];let last;
 on.forEach(e=>{last&&last.parentNode===e.parentNode&&nth.get(e)===nth.get(last)+1?o[o.length-1].push(e):o.push([e]);last=e});
 return o}
function quote(g){
 const t=unbroken(g).map(p=>p.map(e=>e.textContent).join('').replace(/\s+/g,' ').trim()).join(' … '),c=[...t];
 return '“'+(c.length>70?c.slice(0,70).join('').replace(/\s+\S*$/,'')+' …':t).replace(/^[“"]|[”"]$/g,'')+'”'}
// Places to step through: those that the trigger names, else each unbroken one.
function places(t,on){
 const named=all(t.dataset.steps).map(k=>({g:hit(k),t:(links.find(a=>a.dataset.l===k)||t).dataset.t})).filter(s=>s.g.length);
 return named.length?named:unbroken(on).map(g=>({g}))}
// A lesson's article has a pane. Where a touch opened it over the lesson, it folds again.
const pane=$('.pane'),behavior=calm?'auto':'smooth',inside=e=>pane&&pane.contains(e);
const room=e=>{const p=inside(e)?pane.getBoundingClientRect():{top:0,bottom:innerHeight};
 return [Math.max(p.top,0)+(inside(e)?60:110),Math.min(p.bottom,innerHeight-bar.offsetHeight)-24]};
const show=e=>{
 if(!inside(e))return e.scrollIntoView({block:'center',behavior});
 if(!pane.checkVisibility()){$('#pin').click();opened=true}
 const p=pane.getBoundingClientRect();if(p.top>innerHeight-120||p.bottom<120)pane.parentNode.scrollIntoView({block:'start'});
 const r=e.getBoundingClientRect(),[top,bottom]=room(e);pane.scrollBy({top:r.top-(top+bottom-r.height)/2,behavior})};
const seen=e=>{const r=e.getBoundingClientRect(),[top,bottom]=room(e);return e.checkVisibility()&&r.top>top&&r.bottom<bottom};
const fold=()=>{if(opened&&pane.checkVisibility()&&innerWidth<1100)$('#pin').click();opened=false};
function off(focus){
 if(focus)fold();
 R.classList.remove('lit','src');
 A('.on,.cur,.act,.hot').forEach(e=>e.classList.remove('on','cur','act','hot'));
 links.forEach(a=>a.setAttribute('aria-pressed','false'));
 bar.hidden=true;put(live,cur?'Cleared.':'');
 const was=cur;cur=null;
 if(focus&&was){still=true;was.focus({preventScroll:true});still=false}}
function go(i){
 at=(i+steps.length)%steps.length;
 A('.cur').forEach(e=>e.classList.remove('cur'));
 const s=steps[at],b=D.createElement('b'),q=D.createElement('bdi');
 if(steps.length>1||!R.classList.contains('src'))s.g.forEach(e=>e.classList.add('cur'));
 const line=(steps.length>1?(at+1)+' of '+steps.length+': ':'')+(s.t?s.t+': ':'');
 put(b,how);put(q,quote(s.g));what.replaceChildren(b,D.createElement('br'),line,q);
 put(live,how+'. '+line+q.textContent);
 if(!seen(s.g[0]))show(s.g[0])}
function light(t){
 const l=t.dataset.l,same=cur&&cur.dataset.l===l,on=hit(l);
 off(same);if(same||!on.length)return;
 const twins=A('[data-l]').filter(e=>e.dataset.l===l);
 cur=t.closest('svg')&&twins.find(e=>e.matches('a'))||t;
 R.classList.add('lit');R.classList.toggle('src',!!t.dataset.src);
 const mode=t.dataset.mode&&D.getElementById(t.dataset.mode);if(mode)mode.checked=true;
 on.forEach(e=>e.classList.add('on'));
 twins.forEach(e=>{
  if(e.closest('svg')){e.classList.add('hot');return}
  e.setAttribute('aria-pressed','true');const c=e.closest('.card');if(c&&e.dataset.src)c.classList.add('act')});
 how=t.dataset.t||t.textContent.trim();
 steps=places(t,on);
 prev.disabled=next.disabled=steps.length<2;
 for(let d=cur;(d=d.closest('details:not([open])'));)d.open=true;
 // Behind its trigger, so that the next Tab reaches it.
 const block=cur.closest('p,h3,figure');
 if(block)block.after(bar);else(cur.closest('li,td,dt,dd,div')||D.body).append(bar);
 bar.hidden=false;go(0)}
// Marked words: the card of who says them, else what shows the fewest places with them.
function about(e){
 const mode=($('.sw input:checked')||{}).id,has=keys[nth.get(e)];
 if(mode==='mv')return links.find(a=>a.closest('h3')&&a.dataset.l===e.dataset.v);
 return links.filter(a=>a.dataset.mode===mode&&a.checkVisibility()&&all(a.dataset.l).some(k=>has.has(k)))
  .map(a=>[hit(a.dataset.l).length,a]).sort((a,b)=>a[0]-b[0]).map(a=>a[1])[0]}
links.forEach(a=>{a.setAttribute('role','button');a.setAttribute('aria-pressed','false')});
D.addEventListener('click',e=>{
 const t=e.target.closest('[data-l]'),s=!t&&!String(getSelection())&&e.target.closest('.s'),a=s&&about(s);
 if(t){e.preventDefault();light(t)}else if(a&&a!==cur)light(a)});
D.addEventListener('keydown',e=>{
 const t=e.target.closest&&e.target.closest('a[data-l]');
 if(e.key==='Escape'&&cur)off(true);
 else if(t&&e.key===' '){e.preventDefault();if(!e.repeat)light(t)}
 else if(cur&&(t===cur||bar.contains(e.target))&&/^Arrow(Left|Right)$/.test(e.key)){e.preventDefault();go(at+(e.key==='ArrowRight'?1:-1))}});
// A source that the keyboard reaches shows its words; the bar opens when it is chosen.
D.addEventListener('focusin',e=>{
 const t=e.target;
 if(cur||still||!t.matches('.card h3 a:focus-visible'))return;
 R.classList.add('lit','src');hit(t.dataset.l).forEach(r=>r.classList.add('on'));
 t.addEventListener('focusout',()=>{if(!cur)off()},{once:true})});
D.addEventListener('toggle',e=>{if(cur&&!e.target.open&&e.target.contains(cur))off()},true);
prev.onclick=()=>go(at-1);next.onclick=()=>go(at+1);clr.onclick=()=>off(true);
back.onclick=()=>{fold();if(!seen(cur))show(cur);cur.focus({preventScroll:true})};
// Each button has the tone of the headline without its word.
const box=$('#out');
if(box){
 const body=+box.dataset.body,whole=+box.dataset.headline,half=+box.dataset.half,words=A('button',box);
 const num=x=>{const v=Math.abs(x).toFixed(2);return (+v===0?'':x<0?'−':'+')+v},X=x=>(50+50*x/half).toFixed(2)+'%';
 const set=(q,o)=>A(q).forEach(e=>{for(const k in o)e.setAttribute(k,o[k])});
 const tone=b=>{
  const h=b?+b.dataset.tone:whole,g=h-body,was=whole-body;
  set('.tx .hd',{cx:X(h)});set('.hl',{x:X(h),'text-anchor':h<-.6*half?'start':h>.6*half?'end':'middle'});set('.gp',{x1:X(Math.min(h,body)),x2:X(Math.max(h,body))});
  A('.hl').forEach(e=>put(e,'headline '+num(h)));A('.gl').forEach(e=>{put(e,'gap '+num(g));e.setAttribute('x',X((h+body)/2))});
  const sign=x=>/^0/.test(num(x))?0:Math.sign(x),says=sign(g)*sign(was);
  put($('#say'),!b?'With all its words, the headline scores '+num(h)+': a gap of '+num(g)+' to the body.':
   num(h)===num(whole)?'Without “'+b.textContent+',” nothing moves.':
   'Without “'+b.textContent+',” the headline scores '+num(h)+'. The gap is '+num(g)+(says<0?': it changes sign.':says?': its sign stays the same.':'.'))};
 words.forEach(b=>b.onclick=()=>{const on=b.getAttribute('aria-pressed')!=='true';words.forEach(o=>o.setAttribute('aria-pressed','false'));
  b.setAttribute('aria-pressed',String(on));tone(on?b:null)})}
})();
