"""Web pages of our own making, in the layouts of common news systems: people, places and outlets are invented.

Each is one function's worth of HTML around the same paragraphs. What stands in them besides the article (menus,
newsletters, comments) is what such pages have.
"""

from __future__ import annotations

import json

HEADLINE = "Lowfield council closes bridge after flood"
BODY = (
    "The council of Lowfield voted on Monday to close the old bridge, which the spring flood had damaged so badly that "
    "nobody could say whether it would stand another winter.",
    "“We could not wait,” said Marta Vell, the mayor, who had asked the county for engineers in February.",
    "The engineers, who work for the state, found cracks in two of the four piers and told the council that trucks "
    "should have been kept off the bridge years ago.",
    "Farmers on the east bank disagreed. A ferry would cost them an hour each day, they said in a letter that the "
    "council read out at the meeting.",
    "“Nobody asked us,” the letter said. “We heard of it on the radio.”",
    "The council will meet again in April to decide whether to build a new bridge or to repair the old one.",
)
CAPTION = "Mayor Marta Vell at the old bridge in Lowfield, Ohio, on March 3, 2025."
MENU = "<nav class='site-nav'><ul><li><a href='/'>Home</a></li><li><a href='/politics'>Politics</a></li></ul></nav>"
FOOTER = "<footer class='site-footer'><p>© 2025 The Lowfield Post. All rights reserved.</p></footer>"


def p(*numbers: int) -> str:
    return "\n".join(f"<p>{BODY[n]}</p>" for n in numbers)


def page(body: str, head: str = "", title: str = f"{HEADLINE} | The Lowfield Post") -> str:
    return (
        f"<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'><title>{title}</title>{head}"
        f"<style>p {{ color: black }}</style></head>\n<body>{body}<script>track('Lowfield')</script></body></html>"
    )


def json_ld(**fields: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


WORDPRESS = page(
    f"""<header class="site-header"><a href="/">The Lowfield Post</a>{MENU}</header>
    <main><article class="post type-post tag-politics category-comments">
      <header class="entry-header"><h1 class="entry-title">{HEADLINE}</h1>
        <div class="entry-meta"><span class="byline">By <a rel="author" href="/ida">Ida Norr</a></span>
          <span class="posted-on"> | <time datetime="2025-03-31T17:30:00-04:00">March 31, 2025</time></span></div>
      </header><div class="entry-content">
        <figure class="wp-block-image"><img src="a.jpg" alt="A bridge">
          <figcaption>{CAPTION} (Photo by Sam Oake/Getty Images)</figcaption></figure>
        {p(0, 1, 2)}
        <p><strong>Read more:</strong> <a href="/ferry">Ferry to cost town a million</a></p>
        {p(3)}
        <div class="newsletter-signup"><p>Sign up for our newsletter.</p>
          <form><input type="email"><button>Subscribe</button></form></div>
        {p(4, 5)}
      </div>
      <div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="#">Facebook</a></li></ul></div>
      <section class="related-posts"><h3>Related</h3><ul><li><a href="/a">Old mill to be sold</a></li>
        <li><a href="/b">Fish return to the river</a></li></ul></section>
    </article>
    <div id="comments"><h2>2 Comments</h2><p>I never liked that bridge, and now my taxes will pay for the new one.</p>
      </div></main>{FOOTER}"""
)

# As agencies publish: everything declared in JSON-LD; a dateline; the picture above the byline; a place in UTC.
AGENCY = page(
    f"""{MENU}<div class="Page-content"><main class="Page-main">
      <h1 class="Page-headline">{HEADLINE}</h1>
      <div class="Page-lead"><figure class="Figure"><img src="x.jpg">
        <figcaption class="Figure-caption"><p>{CAPTION} (AP Photo/Sam Oake)</p></figcaption></figure></div>
      <div class="Page-byline">By <a href="/n">IDA NORR</a></div>
      <div class="Page-dateModified">Updated 9:30 PM EDT, March 31, 2025</div>
      <div class="RichTextStoryBody">
        <p>LOWFIELD, Ohio (AP) — {BODY[0]}</p>{p(1, 2)}
        <div class="Enhancement"><div class="PageList related"><h3>RELATED STORIES</h3>
          <a href="/x">River falls at last</a></div></div>
        {p(3, 4, 5)}
        <p>(Reporting by Ida Norr; Editing by Tom Quill)</p>
      </div></main></div>{FOOTER}""",
    json_ld(
        headline=HEADLINE,
        author=[{"@type": "Person", "name": "Ida Norr"}],
        publisher={"@type": "Organization", "name": "Valley Press Agency"},
        datePublished="2025-04-01T01:30:00Z",
        mainEntityOfPage={"@id": "https://agency.example/bridge-1"},
    )
    + "<link rel='canonical' href='https://agency.example/other'>",
)

# Every paragraph in a box of its own; caption and source in words that only screen readers get; no JSON-LD.
BOXES = page(
    f"""<header role="banner">{MENU}</header><main id="main-content"><article>
      <div data-component="headline-block"><h1>{HEADLINE}</h1></div>
      <div data-component="byline-block"><span>31 March 2025</span></div>
      <figure><div><img src="x.jpg"><span class="image-source"><span class="visually-hidden">Image source, </span>
        Sam Oake/Getty Images</span></div>
        <figcaption><span class="visually-hidden">Image caption, </span>The old bridge has been closed since Monday
        </figcaption></figure>
      {"".join(f'<div data-component="text-block"><p>{BODY[n]}</p></div>' for n in range(4))}
      <div data-component="links-block"><h2>More on this story</h2><ul>
        <li><a href="/1">Why bridges fail</a></li></ul></div>
      {"".join(f'<div data-component="text-block"><p>{BODY[n]}</p></div>' for n in (4, 5))}
      <div data-component="tags"><ul><li><a href="/o">Ohio</a></li></ul></div></article></main>{FOOTER}""",
    "<meta property='og:title' content='Lowfield council closes bridge after flood'>"
    "<meta property='og:site_name' content='Valley News'>"
    "<link rel='canonical' href='https://valley.example/news/1'>",
)

# A standfirst, a rich link in an aside between paragraphs, the credit after the caption in the same words.
BROADSHEET = page(
    f"""{MENU}<main><article><div data-gu-name="headline"><h1>{HEADLINE}</h1></div>
      <div data-gu-name="standfirst" class="standfirst"><p>Farmers on the east bank say that nobody asked them</p></div>
      <figure><img><figcaption>The old bridge on Tuesday. Photograph: Sam Oake/Reuters</figcaption></figure>
      <address>Ida Norr in Lowfield</address><div>Mon 31 Mar 2025 17.30 EDT</div>
      <div id="maincontent">{p(0, 1)}
        <aside class="rich-link"><a href="/2">Ferries of the valley: a history</a></aside>
        {p(2)}<h2>A letter from the east bank</h2>{p(3, 4)}
        <figure><img><figcaption>The ferry in April 2019. Photograph: Ida Norr</figcaption></figure>{p(5)}</div>
      <div class="submeta"><a href="/topics">Bridges</a></div>
      <section class="comments"><h2>Comments (1)</h2><p>I never liked that bridge.</p></section>
      </article></main>{FOOTER}""",
    "<meta property='og:title' content='Lowfield council closes bridge after flood'>"
    "<meta property='article:author' content='https://paper.example/ida'><meta name='author' content='Ida Norr'>"
    "<meta property='article:published_time' content='2025-03-31T21:30:00.000Z'>"
    "<meta property='og:site_name' content='The Valley Broadsheet'>",
)

# Posts with a time above each, the newest first.
LIVE_BLOG = page(
    f"""{MENU}<main><article class="liveblog"><h1>Bridge vote: as it happened</h1><div class="byline">By Ida Norr</div>
      <div class="blocks">
        <div class="block"><time datetime="2025-03-31T18:05:00Z">18:05</time><h2>Council votes to close</h2>{p(0, 1)}
          <div class="share"><a href="#">Share on Facebook</a></div></div>
        <div class="block"><time datetime="2025-03-31T17:40:00Z">17:40</time><h2>Letter read out</h2>{p(3, 4)}</div>
        <div class="block"><time datetime="2025-03-31T17:10:00Z">17:10</time><h2>Engineers speak</h2>{p(2)}</div>
      </div></article></main>""",
    json_ld(
        **{"@type": "LiveBlogPosting"},
        headline="Bridge vote: as it happened",
        datePublished="2025-03-31T17:00:00+00:00",
        publisher={"name": "The Lowfield Post"},
        liveBlogUpdate=[{"@type": "BlogPosting", "headline": "Engineers speak"}],
    ),
    "Bridge vote: as it happened",
)

PAYWALL = page(
    f"""{MENU}<article><h1>{HEADLINE}</h1><p class="author">Ida Norr</p>{p(0)}
      <div class="paywall-box"><h2>This article is for subscribers</h2><p>Subscribe now for one coin a week and read on
        without limits.</p><p>Already a subscriber? <a href="/in">Log in</a></p></div></article>{FOOTER}""",
    json_ld(
        headline=HEADLINE,
        isAccessibleForFree="False",
        author="By Ida Norr",
        datePublished="2025-03-31",
        articleBody=" ".join(BODY),
    ),
)

AMP = page(
    f"""<amp-sidebar id="menu"><ul><li><a href="/">Home</a></li></ul></amp-sidebar>
      <article class="amp-wp-article"><header><h1 class="amp-wp-title">{HEADLINE}</h1>
        <div class="amp-wp-meta amp-wp-byline"><span class="author">Ida Norr</span></div>
        <div class="amp-wp-meta amp-wp-posted-on"><time datetime="2025-03-31">March 31, 2025</time></div></header>
      <figure><amp-img src="a.jpg" width="1" height="1"></amp-img><figcaption class="wp-caption-text">The old bridge.
        <span class="credit">Credit: Sam Oake</span></figcaption></figure>
      <div class="amp-wp-article-content">{p(0, 1, 2)}<amp-ad width="300" height="250"><div>Buy a boat</div></amp-ad>
        {p(3, 4, 5)}</div>
      <footer class="amp-wp-article-footer"><a href="/c">Leave a Comment</a></footer></article>""",
    json_ld(headline=HEADLINE, publisher={"name": "The Lowfield Post"}),
)

# Tables for layout, no paragraphs, upper-case tags, Windows-1252 by declaration.
OLD = f"""<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1252">
<TITLE>{HEADLINE} - The Lowfield Post</TITLE></HEAD><BODY BGCOLOR="#FFFFFF"><A HREF="/">Home</A> | 
<A HREF="/p">Politics</A>
<DIV CLASS="story"><H1><FONT SIZE="5">{HEADLINE}</FONT></H1><I>By Ida Norr</I><BR><BR>March 31, 2025<BR><BR>
<FONT FACE="Times">{"<BR><BR>".join(BODY)}</FONT><BR><BR>12 comments</DIV></BODY></HTML>"""

ALL = {
    "wordpress": WORDPRESS,
    "agency": AGENCY,
    "boxes": BOXES,
    "broadsheet": BROADSHEET,
    "live blog": LIVE_BLOG,
    "paywall": PAYWALL,
    "amp": AMP,
    "old": OLD,
}
