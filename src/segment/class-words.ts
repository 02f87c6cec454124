/**
 * What class names, ids and roles mean, in groups. Site authors choose these words, so a group is
 * evidence and never proof: the scorer weighs it. Measured: leaving all out costs .01 of F1.
 */
import { WORD_GROUPS, type WordGroup } from '../page.ts';
import { NameTable } from './names.ts';

/** The words of each group, in several languages. */
const WORDS: Readonly<Record<WordGroup, string>> = {
  article:
    'article articles artikel articulo artigo articolo story storytext beitrag noticia news nachricht newsarticle',
  post: 'post posts blogpost blog posting wpb',
  entry: 'entry entries hentry eintrag singlepost single',
  body: 'body articlebody storybody bodytext bodycopy postbody postcontent entrycontent articlecontent articletext storycontent copy',
  text: 'text txt texte texto fulltext richtext rte prose paragraph para wysiwyg editor freetext textblock ce gutenberg',
  content:
    'content contents contenido contenu inhalt conteudo contenuto maincontent contentmain pagecontent innercontent cont',
  main: 'main primary principal central hauptinhalt center centre maincol',
  sidebar:
    'sidebar side aside rail secondary complementary right rightcol rightcolumn leftcol sidecol sidebars sidenav col2 randspalte seitenleiste',
  navigation:
    'nav navigation navbar navi navbox menu menus mainnav topnav megamenu dropdown submenu hamburger mainmenu topmenu menuitem sitemap nave pagenav skip',
  header: 'header head masthead top topbar kopf siteheader pageheader',
  hero: 'hero banner jumbotron cover splash',
  footer: 'footer foot bottom colophon fuss fusszeile pie subfooter sitefooter rodape',
  comments:
    'comment comments commentlist commentary kommentar kommentare comentario comentarios commentaire commentaires disqus discussion respond cmt commentbody talkback',
  reply: 'reply replies answer answers antwort antworten respuesta',
  related:
    'related recommended recommend recommendation recommendations similar also suggested suggestions upnext relacionadas verwandte readnext',
  latest: 'trending popular latest recent newest mostread top10 hot featured beliebt aktuell recientes',
  share:
    'share sharing social facebook twitter pinterest whatsapp follow addthis sharedaddy linkedin teilen sharebar addtoany socials instagram',
  advertising:
    'ad ads advert advertisement sponsor sponsored adsense dfp werbung anzeige publicidad taboola outbrain adslot affiliate gpt adunit',
  promotion: 'promo promotion promotions offer deal deals campaign upsell',
  newsletter:
    'newsletter subscribe subscription subscriptions signup optin mailchimp mailing hubspot convertkit',
  consent: 'cookie cookies consent gdpr privacy onetrust',
  overlay: 'modal popup overlay lightbox dialog tooltip toast drawer offcanvas popover flyout',
  breadcrumb: 'breadcrumb breadcrumbs crumb crumbs',
  pagination: 'pagination pager paging prev previous next paginate pages seite',
  meta: 'meta metadata info infos data postmeta entrymeta submeta postinfo',
  date: 'date time timestamp published datum fecha pubdate updated dateline posted ago',
  author: 'author authors writer autor bio contributor vcard authorbox auteur authorship',
  byline: 'byline by bylines authorname',
  tags: 'tag tags category categories cat cats keyword keywords label labels topics kategorien schlagwort kategorie taxonomy',
  widget: 'widget widgets module gadget plugin portlet',
  box: 'box block panel infobox callout boxes',
  teaser: 'teaser teasers card cards tile tiles excerpt snippet preview',
  list: 'list listing listings items item loop archive collection collections catalog',
  results: 'results result grid row feed stream masonry',
  title: 'title headline heading subtitle titel titulo titre headlines heads',
  caption: 'caption captions legend bildunterschrift',
  credit: 'credit credits source photographer copyright fotocredit',
  image: 'image img images photo photos picture thumbnail thumb figure foto bild icon logo',
  gallery: 'gallery slideshow carousel slider swiper slick slide slides owl galerie',
  media: 'video player audio podcast media youtube embed',
  lead: 'lead intro lede standfirst deck dek abstract chapo vorspann introduction summary teasertext',
  description: 'description desc about overview detail details beschreibung descripcion',
  login: 'login signin register account auth password',
  user: 'user username profile member avatar userinfo poster postauthor postprofile members',
  search: 'search searchform suche buscar searchbox',
  filter: 'filter filters sort facet facets refine sorting toolbar',
  button: 'button btn cta action actions buttons controls control',
  link: 'link links more readmore weiterlesen continue',
  product: 'product products prod sku woocommerce item product_detail pdp',
  shop: 'price prices shop cart buy addtocart basket checkout shipping delivery stock add qty quantity preis',
  review: 'review reviews rating ratings stars testimonial testimonials bewertung bewertungen',
  specification:
    'spec specs specification specifications attributes attribute feature features properties technical variant variants',
  forum:
    'message messages forum thread topic postrow bbcode usertext viewtopic bbwrapper messagecontent threads question questions conversation post_body postmessage',
  quote: 'quote blockquote pullquote quotation bbquote quoted citation',
  signature: 'signature sig usersig signatures',
  documentation:
    'doc docs documentation markdown mdx wiki mw rst sphinx md document manual guide reference api',
  contents: 'toc tableofcontents outline onthispage scrollspy',
  code: 'code highlight sourcecode syntax codeblock prettyprint',
  hidden:
    'hidden hide invisible sr screen reader visually visuallyhidden offscreen noprint none screenreader print hidepopup',
  tab: 'tab tabs accordion faq faqs collapse toggle expandable collapsible collapsed tabpanel',
  recipe: 'recipe ingredients ingredient instructions directions nutrition zutaten step steps method',
  contact: 'contact address phone email location hours map tel kontakt',
  notice: 'alert notice warning note notification error disclaimer legal terms imprint impressum policy',
  counter: 'views count counter likes votes vote score rank status badge stats stat hits number num',
};

/** Made when the first class name is read: texts have none. */
let table: NameTable | undefined;

/** The group of the class word with this hash (`hashName`), -1 when it has none. */
export function wordGroupOf(hash: number): number {
  table ??= new NameTable(
    WORD_GROUPS.flatMap((name, group) => WORDS[name].split(' ').map((word) => [word, group] as const)),
  );
  return table.find(hash);
}
