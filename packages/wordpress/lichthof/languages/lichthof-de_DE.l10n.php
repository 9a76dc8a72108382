<?php
// German, as WordPress reads it from 6.5 on.
return array(
	'domain'   => 'lichthof',
	'language' => 'de_DE',
	'messages' => array(
		'Address of Lichthof' => 'Adresse von Lichthof',
		'The script of the host that serves the calendar. Visitors’ browsers load it on pages with a calendar.' => 'Das Skript des Hosts, der den Kalender ausliefert. Die Browser der Besucher laden es auf Seiten mit einem Kalender.',
		'All events' => 'Alle Termine',
		"block title\4Event calendar" => 'Veranstaltungskalender',
		'Event calendar' => 'Veranstaltungskalender',
		"block description\4What is coming, from a feed: a list, a month, a week, tiles, with search and filter." => 'Was ansteht, aus einem Feed: als Liste, Monat, Woche, Kacheln, mit Suche und Filter.',
		'Address of the feed' => 'Adresse des Feeds',
		'JSON, iCalendar and others; several with a space between them.' => 'JSON, iCalendar und andere; mehrere durch Leerzeichen getrennt.',
		'Filter' => 'Filter',
		'As in the search field: type:Workshop place:Leipzig' => 'Wie im Suchfeld: art:Workshop ort:Leipzig',
		'The most events' => 'Höchstens so viele Termine',
		'Empty: no limit.' => 'Leer: alle.',
		'Link to all events' => 'Link zu allen Terminen',
		'Shown where the calendar cannot be.' => 'Steht da, wo der Kalender nicht gezeigt werden kann.',
		'View' => 'Ansicht',
		'List, and others to choose' => 'Liste, und andere zur Wahl',
		'Month' => 'Monat',
		'Week' => 'Woche',
		'Day' => 'Tag',
		'Year' => 'Jahr',
		'Tiles' => 'Kacheln',
	),
);
