<?php
/**
 * Plugin Name:       Lichthof
 * Description:       An event calendar from a feed, as a block and as a shortcode.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           MIT OR Apache-2.0
 * Text Domain:       lichthof
 * Domain Path:       /languages
 */

defined( 'ABSPATH' ) || exit;

/** The address of lichthof.js, from the settings; empty where none is set. */
function lichthof_address() {
	return esc_url_raw( get_option( 'lichthof_address', '' ), array( 'http', 'https' ) );
}

/**
 * What may stand in a calendar: all that WordPress lets authors write, in its slots as well, feeds with names of their own, and
 * what is to be added to each event.
 *
 * @param string $content HTML.
 */
function lichthof_inside( $content ) {
	$allowed = array();
	foreach ( wp_kses_allowed_html( 'post' ) as $tag => $attributes ) {
		$allowed[ $tag ] = array_merge( (array) $attributes, array( 'slot' => true, 'part' => true ) );
	}
	$allowed['lichthof-feed'] = array_fill_keys( array( 'src', 'label', 'color', 'filter' ), true );
	$allowed['template']      = array( 'slot' => true );
	$allowed['slot']          = array( 'name' => true );
	return wp_kses( $content, $allowed );
}

/**
 * The calendar as HTML. What WordPress makes of a name in a shortcode (`first_day` for `first-day`) is read, too, and
 * `[lichthof seo]` is an attribute without a value.
 *
 * @param array|string $given   Attributes: those of attributes.php. An empty text where a shortcode has none.
 * @param string|null  $content What is shown until there are events.
 */
function lichthof_render( $given, $content = null ) {
	$address = lichthof_address();
	if ( '' !== $address ) {
		wp_enqueue_script( 'lichthof', $address, array(), null, array( 'strategy' => 'async' ) );
	}
	$known = require __DIR__ . '/attributes.php';
	$html  = '';
	foreach ( (array) $given as $name => $value ) {
		$name    = str_replace( '_', '-', strtolower( is_int( $name ) ? (string) $value : $name ) );
		$is_flag = in_array( $name, array( 'seo', 'eager', 'keep', 'doctor' ), true );
		$is_none = in_array( $value, $is_flag ? array( false, 'false', '0' ) : array( '', false, null ), true );
		if ( $is_none || ! in_array( $name, $known, true ) ) {
			continue;
		}
		$html .= ' ' . $name . ( $is_flag ? '' : '="' . esc_attr( (string) $value ) . '"' );
	}
	return '<lichthof-calendar' . $html . '>' . lichthof_inside( (string) $content ) . '</lichthof-calendar>';
}

add_action(
	'init',
	function () {
		load_plugin_textdomain( 'lichthof', false, basename( __DIR__ ) . '/languages' );
		add_shortcode( 'lichthof', 'lichthof_render' );
		wp_register_script(
			'lichthof-block',
			plugins_url( 'block.js', __FILE__ ),
			array( 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element', 'wp-i18n' ),
			'0.1.0',
			true
		);
		wp_set_script_translations( 'lichthof-block', 'lichthof', __DIR__ . '/languages' );
		register_block_type(
			__DIR__,
			array(
				'render_callback' => function ( $given ) {
					$link = isset( $given['link'] ) ? esc_url( $given['link'] ) : '';
					$own  = '' === $link ? '' : '<a href="' . $link . '">' . esc_html__( 'All events', 'lichthof' ) . '</a>';
					return '<div ' . get_block_wrapper_attributes() . '>' . lichthof_render( $given, $own ) . '</div>';
				},
			)
		);
	}
);

// Settings, General: where the calendar's files are.
add_action(
	'admin_init',
	function () {
		register_setting(
			'general',
			'lichthof_address',
			array(
				'type'              => 'string',
				'sanitize_callback' => 'sanitize_url',
				'default'           => '',
			)
		);
		add_settings_field(
			'lichthof_address',
			__( 'Address of Lichthof', 'lichthof' ),
			function () {
				printf(
					'<input type="url" id="lichthof_address" name="lichthof_address" class="regular-text code" value="%s" placeholder="https://calendar.example/lichthof.js"><p class="description">%s</p>',
					esc_attr( get_option( 'lichthof_address', '' ) ),
					esc_html__( 'The script of the host that serves the calendar. Visitors’ browsers load it on pages with a calendar.', 'lichthof' )
				);
			},
			'general',
			'default',
			array( 'label_for' => 'lichthof_address' )
		);
	}
);
