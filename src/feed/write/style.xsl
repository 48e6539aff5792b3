<?xml version="1.0" encoding="UTF-8"?>
<!-- A feed opened in a browser: a page with links. For RSS 2.0 and Atom 1.0; XSLT 1.0. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:atom="http://www.w3.org/2005/Atom" exclude-result-prefixes="atom">
  <xsl:output method="html" encoding="UTF-8" doctype-system="about:legacy-compat"/>

  <xsl:template match="/">
    <html>
      <xsl:attribute name="lang"><xsl:value-of select="rss/channel/language | atom:feed/@xml:lang"/></xsl:attribute>
      <head>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title><xsl:value-of select="rss/channel/title | atom:feed/atom:title"/></title>
        <style>
          body { max-width: 42rem; margin: 0 auto; padding: 2rem 1rem; font: 1rem/1.6 system-ui, sans-serif; color: #222; background: #fff }
          .feed { margin-bottom: 1.5rem; padding: .5rem .75rem; border-radius: .25rem; background: #eef3f8; font-size: .875rem }
          h1 { margin: 0; line-height: 1.25 } h2 { margin: 0; font-size: 1.125rem }
          article { margin-top: 1.5rem; padding-top: 1.5rem; border-top: 1px solid #ddd; overflow-wrap: anywhere }
          time, .about { font-size: .8125rem; color: #767676 } p { margin: .5rem 0 0 }
          @media (prefers-color-scheme: dark) {
            body { color: #ddd; background: #16181a } a { color: #8ab4f8 }
            .feed { background: #243240 } article { border-color: #333 } time, .about { color: #999 }
          }
        </style>
      </head>
      <body>
        <p class="feed">This is a web feed. Copy its address into a feed reader to follow it.</p>
        <xsl:apply-templates select="rss/channel | atom:feed"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="channel">
    <xsl:call-template name="head">
      <xsl:with-param name="title" select="title"/>
      <xsl:with-param name="link" select="link"/>
      <xsl:with-param name="about" select="description"/>
    </xsl:call-template>
    <xsl:for-each select="item">
      <xsl:call-template name="item">
        <xsl:with-param name="title" select="title"/>
        <xsl:with-param name="link" select="link"/>
        <xsl:with-param name="time" select="pubDate"/>
        <xsl:with-param name="about" select="description"/>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="atom:feed">
    <xsl:call-template name="head">
      <xsl:with-param name="title" select="atom:title"/>
      <xsl:with-param name="link" select="atom:link[@rel='alternate']/@href"/>
      <xsl:with-param name="about" select="atom:subtitle"/>
    </xsl:call-template>
    <xsl:for-each select="atom:entry">
      <xsl:call-template name="item">
        <xsl:with-param name="title" select="atom:title"/>
        <xsl:with-param name="link" select="atom:link[@rel='alternate']/@href"/>
        <xsl:with-param name="time" select="atom:published"/>
        <xsl:with-param name="about" select="atom:summary"/>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="head">
    <xsl:param name="title"/>
    <xsl:param name="link"/>
    <xsl:param name="about"/>
    <header>
      <h1>
        <xsl:call-template name="link">
          <xsl:with-param name="to" select="$link"/>
          <xsl:with-param name="text" select="$title"/>
        </xsl:call-template>
      </h1>
      <xsl:if test="string($about) != string($title)"><p class="about"><xsl:value-of select="$about"/></p></xsl:if>
    </header>
  </xsl:template>

  <xsl:template name="item">
    <xsl:param name="title"/>
    <xsl:param name="link"/>
    <xsl:param name="time"/>
    <xsl:param name="about"/>
    <article>
      <h2>
        <xsl:call-template name="link">
          <xsl:with-param name="to" select="$link"/>
          <xsl:with-param name="text" select="$title"/>
        </xsl:call-template>
      </h2>
      <time><xsl:value-of select="$time"/></time>
      <p><xsl:value-of select="$about"/></p>
    </article>
  </xsl:template>

  <!-- A link if the address is one of the web: no other may be followed from here. -->
  <xsl:template name="link">
    <xsl:param name="to"/>
    <xsl:param name="text"/>
    <xsl:variable name="label">
      <xsl:choose>
        <xsl:when test="string($text)"><xsl:value-of select="$text"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$to"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="starts-with($to, 'https://') or starts-with($to, 'http://')">
        <a href="{$to}"><xsl:value-of select="$label"/></a>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$label"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
