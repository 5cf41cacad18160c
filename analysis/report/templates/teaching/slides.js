(()=>{
// One slide at a time. Without this script, and on phones, the page is a scroll of all slides.
const D=document,$=q=>D.querySelector(q),slides=[...D.querySelectorAll('.slide')],last=slides.length-1;
if(last<0)return;
const prev=$('#prev'),next=$('#next'),at=$('#at'),notes=$('#notes');
const wide=matchMedia('(min-width:601px)');
let now=0;
function deck(){
 D.documentElement.classList.toggle('deck',wide.matches);
 $('.controls').hidden=!wide.matches}
// Words that do not fit their slide get smaller, down to half.
function fit(slide){
 const inside=slide.querySelector('.in'),room=slide.querySelector('.stage');
 for(let k=130;k>=45;k-=5){
  inside.style.setProperty('--k',k/100);
  if(inside.offsetHeight<=room.clientWidth*9/16+1)break}
}
function show(n,replaced){
 now=Math.max(0,Math.min(last,n));
 slides.forEach((s,i)=>s.classList.toggle('now',i===now));
 fit(slides[now]);
 at.textContent=`${now+1} of ${last+1}`;
 prev.disabled=now===0;next.disabled=now===last;
 if(replaced!==false)history.replaceState(null,'',`#s${now+1}`)}
function toggle(){
 const on=notes.getAttribute('aria-pressed')!=='true';
 notes.setAttribute('aria-pressed',on);
 D.querySelectorAll('.notes').forEach(d=>d.open=on)}
const asked=()=>Number((location.hash.match(/^#s(\d+)$/)||[0,1])[1])-1;
const keys={ArrowRight:()=>now+1,ArrowDown:()=>now+1,PageDown:()=>now+1,ArrowLeft:()=>now-1,ArrowUp:()=>now-1,PageUp:()=>now-1,Home:()=>0,End:()=>last};
D.addEventListener('keydown',e=>{
 if(!wide.matches||e.altKey||e.ctrlKey||e.metaKey)return;
 const on=e.target.closest('a,button,summary,input');
 if(e.key===' '&&!on){e.preventDefault();show(now+(e.shiftKey?-1:1))}
 else if(keys[e.key]&&!e.target.closest('input')){e.preventDefault();show(keys[e.key]())}
 else if(e.key.toLowerCase()==='n'&&!e.target.closest('input'))toggle()});
prev.addEventListener('click',()=>show(now-1));
next.addEventListener('click',()=>show(now+1));
notes.addEventListener('click',toggle);
addEventListener('hashchange',()=>show(asked()));
wide.addEventListener('change',()=>{deck();show(now)});
addEventListener('resize',()=>fit(slides[now]));
addEventListener('beforeprint',()=>{
 D.documentElement.classList.remove('deck');
 slides.forEach(fit)});
addEventListener('afterprint',()=>{deck();show(now)});
deck();show(asked(),false)
})()
