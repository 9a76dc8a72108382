<?php
// Made of interface.json by tools/interface/generate.mjs: change it there.

defined( 'ABSPATH' ) || exit;

// The attributes of <lichthof-calendar> but for `base`, which says from where scripts come: that is for administrators alone, not
// for all who may write.
return array(
	'feed',
	'lang',
	'refresh',
	'keep',
	'view',
	'views',
	'filter',
	'facets',
	'color-by',
	'controls',
	'date',
	'first-day',
	'hidden-days',
	'week-numbers',
	'timezone',
	'theme',
	'map',
	'max',
	'series',
	'wording',
	'strings',
	'heading-level',
	'seo',
	'sticky',
	'mini-month',
	'state',
	'feed-as',
	'icalendar',
	'link-parameters',
	'images',
	'name',
	'eager',
	'now',
	'doctor',
	'aria-label',
);
