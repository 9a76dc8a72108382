// The block in the editor: its settings, and what stands for it there. The calendar itself runs on the page.
( ( { blockEditor, blocks, components, element, i18n } ) => {
	const { __ } = i18n;
	const create = element.createElement;
	const fields = () => [
		[ 'feed', __( 'Address of the feed', 'lichthof' ), __( 'JSON, iCalendar and others; several with a space between them.', 'lichthof' ) ],
		[ 'filter', __( 'Filter', 'lichthof' ), __( 'As in the search field: type:Workshop place:Leipzig', 'lichthof' ) ],
		[ 'max', __( 'The most events', 'lichthof' ), __( 'Empty: no limit.', 'lichthof' ) ],
		[ 'link', __( 'Link to all events', 'lichthof' ), __( 'Shown where the calendar cannot be.', 'lichthof' ) ],
	];
	const views = () => [
		{ value: '', label: __( 'List, and others to choose', 'lichthof' ) },
		{ value: 'month', label: __( 'Month', 'lichthof' ) },
		{ value: 'week', label: __( 'Week', 'lichthof' ) },
		{ value: 'day', label: __( 'Day', 'lichthof' ) },
		{ value: 'year', label: __( 'Year', 'lichthof' ) },
		{ value: 'cards', label: __( 'Tiles', 'lichthof' ) },
	];

	blocks.registerBlockType( 'lichthof/calendar', {
		edit( { attributes, setAttributes } ) {
			const controls = fields().map( ( [ name, label, help ] ) =>
				create( components.TextControl, {
					key: name,
					label,
					help,
					value: attributes[ name ],
					onChange: ( value ) => setAttributes( { [ name ]: value } ),
				} )
			);
			controls.push(
				create( components.SelectControl, {
					key: 'view',
					label: __( 'View', 'lichthof' ),
					value: attributes.view,
					options: views(),
					onChange: ( view ) => setAttributes( { view } ),
				} )
			);
			return create(
				'div',
				blockEditor.useBlockProps(),
				create(
					components.Placeholder,
					{ icon: 'calendar-alt', label: __( 'Event calendar', 'lichthof' ) },
					create( 'div', { style: { width: '100%' } }, controls )
				)
			);
		},
		// The server makes it.
		save: () => null,
	} );
} )( window.wp );
