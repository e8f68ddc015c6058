"""The stage on which every rule's example and twin are told: two made-up shows, their makers and who is in them.

An example is read after the stage, as one more file of the same universe. The stage itself has no finding.
"""

STAGE = """\
sources:
  - id: channel-nine-release
    type: Source
    kind: pressRelease
    title: Autumn on Nine
    publisher: Channel Nine
    published: 2001-08-01
  - id: weekly-recap
    type: Source
    kind: recap
    title: Harbour Lights retold
    publisher: The Weekly
    published: 2003-06-01
  - id: daily-review
    type: Source
    kind: review
    title: A look back at the harbour
    publisher: The Daily
    published: 2003-07-01
  - id: fan-wiki
    type: Source
    kind: fanWiki
    title: Harbour Wiki
    publisher: Harbour Wiki
    published: 2004
---
source: channel-nine-release
horizon: none
claims:
  - {id: channel-nine, type: Company, name: Channel Nine}
  - {id: harbour/series, type: Series, name: Harbour Lights, network: channel-nine, released: 2001-09-03}
  - {id: harbour/s1, type: Season, number: 1, partOf: harbour/series, released: 2001-09-03}
  - {id: harbour/s1e01, type: Episode, number: 1, partOf: harbour/s1, released: 2001-09-03}
  - {id: harbour/s1e02, type: Episode, number: 2, partOf: harbour/s1, released: 2001-09-10}
  - {id: harbour/s1e03, type: Episode, number: 3, partOf: harbour/s1, released: 2001-09-17}
  - {id: harbour/s2, type: Season, number: 2, partOf: harbour/series, released: 2002-09-02}
  - {id: harbour/s2e01, type: Episode, number: 1, partOf: harbour/s2, released: 2002-09-02}
  - {id: harbour/s2e02, type: Episode, number: 2, partOf: harbour/s2, released: 2002-09-09}
  - {id: beacon/series, type: Series, name: The Beacon, network: channel-nine, released: 2003-01-06}
  - {id: beacon/s1, type: Season, number: 1, partOf: beacon/series, released: 2003-01-06}
  - {id: beacon/s1e01, type: Episode, number: 1, partOf: beacon/s1, released: 2003-01-06}
  - {id: ruth-okafor, type: Person, name: Ruth Okafor}
  - {id: ines-moreau, type: Person, name: Ines Moreau}
  - {id: tom-hale, type: Person, name: Tom Hale}
  - {id: sam-reyes, type: Person, name: Sam Reyes}
  - {id: ada, type: Character, name: Ada Finch}
  - {id: ben, type: Character, name: Ben Mallory}
  - {id: cleo, type: Character, name: Cleo Marsh}
  - {id: dora, type: Character, name: Dora Finch}
  - {id: the-watch, type: Team, name: The Watch}
  - {id: earth-one, type: Reality, name: Earth One}
  - {id: storm, type: Event, name: the great storm}
  - {id: wreck, type: Event, name: the wreck}
  - {type: Credit, person: ruth-okafor, role: showrunner, work: harbour/series}
  - {type: Credit, person: ines-moreau, role: showrunner, work: beacon/series}
"""
