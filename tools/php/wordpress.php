<?php
// Runs the plugin on WordPress' own code (its folder is the first argument), without a database and without pages:
// hooks, shortcodes, blocks, escaping and the list of scripts are the real ones. Prints what the tests ask about, as JSON.

error_reporting( E_ALL );
set_error_handler(
	function ( $level, $words, $file, $line ) {
		// WordPress 6.1 is older than PHP 8.2.
		if ( E_DEPRECATED === $level ) {
			return true;
		}
		throw new ErrorException( $words, 0, $level, $file, $line );
	}
);

define( 'ABSPATH', rtrim( $argv[1], '/' ) . '/' );
define( 'WPINC', 'wp-includes' );
define( 'WP_DEBUG', false );
define( 'WP_CONTENT_DIR', ABSPATH . 'wp-content' );
define( 'WP_PLUGIN_DIR', dirname( __DIR__, 2 ) . '/packages/wordpress' );

// What needs a database or a request.
function add_settings_field( $id, $title, $show, $page ) {
	$GLOBALS['fields'][ $id ] = array( $title, $show, $page );
}
function plugins_url( $path ) {
	return 'https://partner.example/wp-content/plugins/lichthof/' . $path;
}
function load_plugin_textdomain( $domain, $deprecated, $path ) {
	$GLOBALS['languages'] = WP_PLUGIN_DIR . '/' . $path;
}
function get_locale() {
	return 'de_DE';
}
function translate( $text, $domain = 'default' ) {
	static $known = null;
	if ( 'lichthof' !== $domain ) {
		return $text;
	}
	$known ??= require $GLOBALS['languages'] . '/lichthof-de_DE.l10n.php';
	return $known['messages'][ $text ] ?? $text;
}
function __( $text, $domain = 'default' ) {
	return translate( $text, $domain );
}
function esc_html__( $text, $domain = 'default' ) {
	return esc_html( translate( $text, $domain ) );
}
function translate_settings_using_i18n_schema( $schema, $settings, $domain ) {
	return $settings;
}
function get_block_wrapper_attributes() {
	return 'class="wp-block-lichthof-calendar"';
}

require ABSPATH . WPINC . '/plugin.php';
foreach ( array( 'compat', 'load', 'cache', 'class-wp-object-cache', 'functions', 'formatting', 'kses', 'shortcodes', 'blocks', 'class-wp-block-type', 'class-wp-block-type-registry', 'class-wp-dependency', 'class.wp-dependencies', 'class.wp-scripts', 'functions.wp-scripts', 'class-wp-error', 'rest-api' ) as $name ) {
	if ( is_file( ABSPATH . WPINC . "/$name.php" ) ) {
		require_once ABSPATH . WPINC . "/$name.php";
	}
}
wp_cache_init();
$options = array( 'blog_charset' => 'UTF-8', 'lichthof_address' => $argv[2] ?? '' );
wp_cache_set( 'alloptions', $options, 'options' );
require WP_PLUGIN_DIR . '/lichthof/lichthof.php';
do_action( 'init' );
do_action( 'admin_init' );

$block  = WP_Block_Type_Registry::get_instance()->get_registered( 'lichthof/calendar' );
$render = function ( $given ) use ( $block ) {
	return $block->render( $block->prepare_attributes_for_render( $given ) );
};
ob_start();
$fields['lichthof_address'][1]();
$field = ob_get_clean();

echo json_encode(
	array(
		'attributes'  => require WP_PLUGIN_DIR . '/lichthof/attributes.php',
		'plain'       => do_shortcode( 'Vorher [lichthof feed="https://cluster.example/events.json"] nachher' ),
		'all'         => do_shortcode( '[lichthof feed="https://a.example/e.json https://b.example/e.ics" first-day="sun" week_numbers="show" max="5" seo eager="false" onclick="alert(1)" style="x"]<a href="/termine">Alle Termine</a><script>alert(1)</script>[/lichthof]' ),
		'hostile'     => do_shortcode( "[lichthof feed='https://a.example/\"><script>alert(1)</script>' filter='x\" onload=\"y']" ),
		'empty'       => do_shortcode( '[lichthof]' ),
		'inside'      => do_shortcode( '[lichthof]<h2 slot="header">Bald</h2><lichthof-feed src="https://a.example/e.json" label="Verein" onclick="x"></lichthof-feed><lichthof-feed src="javascript:alert(1)"></lichthof-feed><template slot="event"><p part="by">Mit <slot name="speaker" style="x"></slot></p></template>[/lichthof]' ),
		'block'       => $render( array( 'feed' => 'https://cluster.example/events.json?a=1&b=2', 'view' => 'month', 'max' => '3', 'link' => '/termine' ) ),
		'blockEmpty'  => $render( array() ),
		'blockLink'   => $render( array( 'link' => 'javascript:alert(1)' ) ),
		'enqueued'    => wp_scripts()->queue,
		'script'      => isset( wp_scripts()->registered['lichthof'] ) ? wp_scripts()->registered['lichthof']->src : null,
		'field'       => $field,
		'title'       => $fields['lichthof_address'][0],
		'translated'  => is_file( wp_scripts()->registered['lichthof-block']->translations_path . '/lichthof-de_DE-lichthof-block.json' ),
	)
);
